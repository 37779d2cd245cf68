package io.github.softmax4j.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Chooses the arrays of an NPZ file by their names: x and y, or x_train, y_train, x_test, y_test, and the like. Rows
 * to test on are never those that were trained on, where the file has others; what is not clear is asked for.
 */
final class NpzArrays {
    /** The array of the features in training. */
    static final String SETTING = "array";

    /** The array of the labels in training. */
    static final String LABEL_SETTING = "label-array";

    private static final Set<String> FEATURES =
            Set.of("x", "features", "data", "images", "embeddings", "inputs", "embedding");
    private static final Set<String> LABELS = Set.of("y", "labels", "target", "targets", "label", "class", "classes");
    private static final Pattern SPLIT =
            Pattern.compile("(?i)(?:^|[_.-])(train|training|test|testing|val|valid|validation|dev)(?:[_.-]|$)");
    private static final Pattern SPLIT_BEHIND = Pattern.compile("(?i)^([xy])(train|test|val|valid)$");
    private static final List<String> MEMBERS_OF_SPARSE = List.of("data", "shape", "format");

    private final String source;
    private final List<String> keys;
    private final ReadOptions options;
    private final List<Name> names;

    NpzArrays(String source, List<String> keys, ReadOptions options) {
        this.source = source;
        this.keys = keys;
        this.options = options;
        this.names = keys.stream().map(Name::of).toList();
    }

    /**
     * The arrays that are read.
     *
     * @param features the key of the features
     * @param labels that of the labels; empty where they are not wanted
     * @param notes what to tell
     */
    record Choice(String features, Optional<String> labels, List<String> notes) {
        Map<String, String> settings() {
            var settings = new LinkedHashMap<String, String>();
            settings.put(SETTING, features);
            labels.ifPresent(key -> settings.put(LABEL_SETTING, key));
            return settings;
        }
    }

    /**
     * A key, taken apart.
     *
     * @param key the whole
     * @param role without the split, in small letters
     * @param split train, test, val, or nothing
     */
    private record Name(String key, String role, String split) {
        static Name of(String key) {
            var behind = SPLIT_BEHIND.matcher(key);
            if (behind.matches()) {
                return new Name(key, behind.group(1).toLowerCase(Locale.ROOT), canonical(behind.group(2)));
            }
            var split = SPLIT.matcher(key);
            if (!split.find()) {
                return new Name(key, key.toLowerCase(Locale.ROOT), "");
            }
            String rest = (key.substring(0, split.start()) + key.substring(split.end())).toLowerCase(Locale.ROOT);
            return new Name(key, rest, canonical(split.group(1)));
        }

        private static String canonical(String split) {
            String small = split.toLowerCase(Locale.ROOT);
            return small.startsWith("tr") ? "train" : small.startsWith("te") ? "test" : "val";
        }

        boolean isFeatures() {
            return FEATURES.contains(role);
        }

        boolean isLabels() {
            return LABELS.contains(role);
        }
    }

    Choice choose() throws InputException {
        Optional<String> wanted = options.npz().array();
        requireNotSparse();
        Name features = wanted.isPresent() ? named(wanted.get()) : features();
        Optional<Name> labels = options.labelsAreWanted() ? Optional.of(labels(features)) : Optional.empty();
        var notes = new ArrayList<String>();
        notes.add("features from the array " + features.key
                + labels.map(name -> ", labels from " + name.key).orElse("") + ", of " + String.join(", ", keys));
        return new Choice(features.key, labels.map(Name::key), notes);
    }

    private void requireNotSparse() throws InputException {
        boolean isSparse = keys.containsAll(MEMBERS_OF_SPARSE)
                && (keys.contains("indices") || keys.contains("row") || keys.contains("offsets"));
        if (isSparse) {
            throw new InputException(
                    source,
                    "is a sparse matrix of SciPy, which is not read; save its toarray() with numpy.savez(x=..., y=...),"
                            + " or write LIBSVM with sklearn.datasets.dump_svmlight_file");
        }
    }

    private Name named(String key) throws InputException {
        return names.stream()
                .filter(name -> name.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new InputException(source, "there is no array '" + key + "'; there are " + keys));
    }

    /** Training rows, or others where a model or training set is there already. */
    private Name features() throws InputException {
        if (options.expected().isEmpty()) {
            return one(names.stream()
                    .filter(name -> name.isFeatures() && (name.split.isEmpty() || name.split.equals("train")))
                    .toList());
        }
        Optional<Name> trained = Optional.ofNullable(
                        options.expected().get().settings().get(SETTING))
                .map(Name::of);
        boolean isValidation = options.npz().part() == NpzOptions.Part.VALIDATION;
        String split = isValidation ? "val" : "test";
        List<Name> own = names.stream()
                .filter(name -> name.split.equals(split))
                .filter(name -> name.isFeatures()
                        || trained.filter(other -> other.role.equals(name.role)).isPresent())
                .toList();
        if (!own.isEmpty()) {
            return one(own);
        }
        List<Name> same = names.stream()
                .filter(name -> trained.filter(name::equals).isPresent())
                .toList();
        boolean hasOthers = trained.isPresent()
                && names.stream().anyMatch(name -> name.isFeatures() && !name.split.equals(trained.get().split));
        if (same.size() == 1 && !hasOthers) {
            return same.get(0);
        }
        return one(names.stream().filter(Name::isFeatures).toList());
    }

    private Name one(List<Name> candidates) throws InputException {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new InputException(
                source,
                "it is not clear which array has the features; there are " + asked(keys, candidates, ReadOption.ARRAY));
    }

    private static String asked(List<String> keys, List<Name> candidates, ReadOption option) {
        String all = keys + "; choose with " + option;
        return candidates.isEmpty()
                ? all
                : all + ", because there is more than one of the usual names: "
                        + candidates.stream().map(Name::key).toList();
    }

    /** Those of the same split as the features. */
    private Name labels(Name features) throws InputException {
        if (options.label().isPresent()) {
            return counterpart(named(options.label().get()), features);
        }
        List<Name> usual = names.stream()
                .filter(name -> name.isLabels() && name.split.equals(features.split))
                .toList();
        if (usual.size() == 1) {
            return usual.get(0);
        }
        throw new InputException(
                source,
                "it is not clear which array has the labels of " + features.key + "; there are "
                        + asked(keys, usual, ReadOption.LABEL));
    }

    /** The labels that were named for the training stand for those beside the features, where these are others. */
    private Name counterpart(Name named, Name features) {
        boolean isOfTraining = options.npz().array().isEmpty()
                && options.expected()
                        .filter(other -> named.key.equals(other.settings().get(LABEL_SETTING)))
                        .isPresent();
        return isOfTraining && !named.split.equals(features.split)
                ? names.stream()
                        .filter(name -> name.role.equals(named.role) && name.split.equals(features.split))
                        .findFirst()
                        .orElse(named)
                : named;
    }
}
