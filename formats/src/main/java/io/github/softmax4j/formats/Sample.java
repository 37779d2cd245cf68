package io.github.softmax4j.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A real data set inside the program; its licence is beside it in the resources.
 *
 * @param name the source's name
 * @param trainingResource gzip CSV without a header, the label last
 * @param testResource the same, by other writers
 */
record Sample(String name, String trainingResource, String testResource) {
    private static final String PREFIX = "sample:";
    private static final Sample DIGITS = new Sample("sample:digits", "optdigits.tra.gz", "optdigits.tes.gz");
    private static final int DIGITS_SIDE = 8;

    /** Finds a sample, if the source names one. */
    static Optional<Sample> named(String source) throws InputException {
        if (!source.startsWith(PREFIX)) {
            return Optional.empty();
        }
        if (!source.equals(DIGITS.name)) {
            throw new InputException(source, "there is no such sample; there is " + DIGITS.name);
        }
        return Optional.of(DIGITS);
    }

    /** Options that say how it is written. */
    static ReadOptions reading(ReadOptions options) {
        return options.withUsualLabel(Optional.of("-1"))
                .withTable(options.table().withHeader(false));
    }

    /** Names the columns: pixels by their place. */
    static Relation withColumnNames(Relation relation) {
        List<String> names = pixelNames();
        List<Relation.Column> columns = IntStream.range(0, relation.columns().size())
                .mapToObj(i -> relation.columns().get(i).named(i < names.size() ? names.get(i) : "digit"))
                .toList();
        return relation.named(columns);
    }

    private static List<String> pixelNames() {
        var names = new ArrayList<String>();
        for (int row = 0; row < DIGITS_SIDE; row++) {
            for (int column = 0; column < DIGITS_SIDE; column++) {
                names.add("pixel_" + row + "_" + column);
            }
        }
        return names;
    }
}
