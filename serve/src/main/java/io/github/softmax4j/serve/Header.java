package io.github.softmax4j.serve;

import java.nio.BufferUnderflowException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of a model but its values.
 *
 * @param isFloat whether the model was trained in float
 * @param classes their names, in the order of the columns
 * @param featureNames in the order of the rows
 * @param recipe how records become features
 * @param settings how the training wrote values as text
 */
record Header(
        boolean isFloat, List<String> classes, List<String> featureNames, Recipe recipe, Map<String, String> settings) {
    private static final byte FLOAT = 1;
    private static final byte DOUBLE = 2;

    /**
     * Reads one, and checks it as the library does, in its order.
     *
     * @param header all of its bytes
     * @param payloadBytes the length of the values, as it is told
     * @throws IllegalArgumentException with the problem, behind the name of what was read
     */
    static Header of(byte[] header, long payloadBytes) {
        try {
            Header read = read(new HeaderBytes(header));
            read.requirePayload(payloadBytes);
            return read;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("is damaged: " + e.getMessage(), e);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("is damaged: the header ends too early", e);
        }
    }

    private static Header read(HeaderBytes bytes) {
        boolean isFloat = isFloat(bytes.oneByte());
        List<String> classes = bytes.texts();
        requireDiffer("class names must differ, but '", classes);
        List<String> features = bytes.texts();
        Optional<Recipe> recipe = Recipe.read(bytes, features.size());
        Entries entries = Entries.read(bytes);
        entries.check();
        if (bytes.left() > 0) {
            throw new IllegalArgumentException("the header has " + bytes.left() + " bytes too many");
        }
        if (recipe.isPresent() && !recipe.get().featureNames().equals(features)) {
            throw new IllegalArgumentException("the recipe makes other features than the model's");
        }
        if (classes.isEmpty() || features.isEmpty()) {
            throw new IllegalArgumentException(
                    "there must be classes and features, but there are " + classes.size() + " and " + features.size());
        }
        double temperature = entries.temperature();
        if (recipe.isEmpty()) {
            requireDiffer("names of features must differ, but '", features);
        }
        Entries.requireTemperature(temperature);
        return new Header(
                isFloat,
                List.copyOf(classes),
                List.copyOf(features),
                recipe.orElseGet(() -> Recipe.ofNumbers(features)),
                entries.settings());
    }

    private static boolean isFloat(byte code) {
        if (code != FLOAT && code != DOUBLE) {
            throw new IllegalArgumentException("the number type must be 1 or 2, but is " + code);
        }
        return code == FLOAT;
    }

    private static void requireDiffer(String problem, List<String> names) {
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(problem + name + "' stands twice");
            }
        }
    }

    private void requirePayload(long payloadBytes) {
        long expected =
                Math.multiplyExact(Math.multiplyExact(featureNames.size() + 1L, classes.size()), (long) Double.BYTES);
        if (expected != payloadBytes) {
            throw new IllegalArgumentException(featureNames.size() + " features and " + classes.size()
                    + " classes take " + expected + " bytes, but there are " + payloadBytes);
        }
    }
}
