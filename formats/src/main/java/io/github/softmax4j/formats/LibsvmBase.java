package io.github.softmax4j.formats;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the indices of LIBSVM begin, at 0 or at 1: found in the training rows, and kept with the model, because other
 * rows may just lack an index 0, and all features would move by one.
 */
final class LibsvmBase {
    static final String SETTING = "index-base";
    private static final Pattern NAME = Pattern.compile("x(\\d{1,9})");

    private LibsvmBase() {}

    /**
     * The base of training rows.
     *
     * @param smallest the smallest index
     * @param told by the user
     */
    static int ofTraining(String source, int smallest, OptionalInt told) throws InputException {
        if (told.isPresent() && smallest < told.getAsInt()) {
            throw new InputException(
                    source, "indices must begin at 1 (" + ReadOption.INDEX_BASE + "), but there is a 0");
        }
        return told.orElse(smallest == 0 ? 0 : 1);
    }

    /** What to tell of it. */
    static String note(int base, OptionalInt told) {
        if (told.isPresent()) {
            return "indices begin at " + base + " (" + ReadOption.INDEX_BASE + ")";
        }
        return base == 0
                ? "indices begin at 0, because there is a 0 among them"
                : "indices begin at 1, because there is no 0 among them (" + ReadOption.INDEX_BASE.of(0)
                        + " if they begin at 0)";
    }

    static Map<String, String> setting(int base) {
        return Map.of(SETTING, Integer.toString(base));
    }

    /** The base of the model; never guessed anew. */
    static int ofModel(String source, ReadOptions.Expected model, int smallest, OptionalInt told)
            throws InputException {
        OptionalInt kept = kept(model, smallest);
        if (kept.isEmpty() && told.isEmpty()) {
            throw new InputException(
                    source,
                    "the model does not say where the indices of LIBSVM begin; " + ReadOption.INDEX_BASE.of(0) + " or "
                            + ReadOption.INDEX_BASE.of(1) + " does");
        }
        if (kept.isPresent() && told.isPresent() && kept.getAsInt() != told.getAsInt()) {
            throw new InputException(
                    source,
                    "indices begin at " + kept.getAsInt() + " in the model, so that " + ReadOption.INDEX_BASE
                            + " cannot be "
                            + told.getAsInt());
        }
        int base = kept.orElseGet(told::getAsInt);
        if (smallest < base) {
            throw new InputException(source, "indices begin at 1 in the training, but there is a 0");
        }
        return base;
    }

    /**
     * As the model says. Models from before have it in the names of their features: x1 is the first index; x0 may also
     * be the first of an array's.
     */
    private static OptionalInt kept(ReadOptions.Expected model, int smallest) {
        String setting = model.settings().get(SETTING);
        if (setting != null && setting.matches("[01]")) {
            return OptionalInt.of(Integer.parseInt(setting));
        }
        Optional<Integer> first = Optional.of(NAME.matcher(model.featureNames().get(0)))
                .filter(Matcher::matches)
                .map(name -> Integer.parseInt(name.group(1)));
        boolean isSure = first.isPresent() && (first.get() == 1 || (first.get() == 0 && smallest == 0));
        return isSure ? OptionalInt.of(first.get()) : OptionalInt.empty();
    }
}
