package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Every public method of the formats refuses null by the name of its parameter, and every type can be read. */
class DoorsTest {
    /** Of things that are public by the language alone, and of those whose argument may be null. */
    private static final Set<String> OTHERS = Set.of("equals", "valueOf");

    private static final Map<Class<?>, Object> PRIMITIVES =
            Map.of(int.class, 1, long.class, 1L, double.class, 1.0, char.class, ',', boolean.class, true);

    private static final List<Object> ARGUMENTS = new ArrayList<>();

    /** For every type of the API something that nothing is wrong with. */
    @BeforeAll
    static void makeArguments() throws IOException {
        Backend.start();
        Table table = Tables.readTest("sample:digits", ReadOptions.forTraining());
        Dataset dataset = Dataset.of(new float[][] {{1, 2}, {2, 1}}, "a", "b");
        SoftmaxModel model = SoftmaxRegression.withDefaults().fit(dataset).model();
        ARGUMENTS.addAll(List.of(table, table.reading(), table.matrix(), dataset, model, model.classes()));
        ARGUMENTS.addAll(List.of(model.probabilities(dataset.features()), PredictionColumns.of(model)));
        ARGUMENTS.addAll(List.of(Format.CSV, PredictionWriter.Format.CSV, NpzOptions.Part.USUAL, DataType.FLOAT));
        ARGUMENTS.addAll(List.of(ReadOptions.LabelUse.OPTIONAL, Missing.MEAN, Unseen.ZERO, StandardCharsets.UTF_8));
        ARGUMENTS.addAll(List.of(ReadOptions.forTraining(), TableOptions.standard(), TextOptions.standard()));
        ARGUMENTS.addAll(List.of(LibsvmOptions.standard(), NpzOptions.standard(), IdxOptions.standard()));
        ARGUMENTS.addAll(List.of(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty()));
        ARGUMENTS.addAll(List.of(Map.of(), List.of("a", "b"), new String[] {"a"}, "a", Path.of("a")));
        ARGUMENTS.addAll(List.of(FeatureStorage.inMemory(), UnaryOperator.identity(), (LongConsumer) rows -> {}));
        ARGUMENTS.add(new PredictionWriter(PredictionColumns.of(model), PredictionWriter.Format.CSV));
        ARGUMENTS.addAll(List.of(OutputStream.nullOutputStream(), new IOException("a cause")));
    }

    private static Object argument(Class<?> type) {
        return type.isPrimitive()
                ? PRIMITIVES.get(type)
                : ARGUMENTS.stream()
                        .filter(type::isInstance)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("this test needs a " + type));
    }

    /** The public types of the package, as its classes lie there. */
    private static List<Class<?>> types() throws ReflectiveOperationException {
        Path classes =
                Path.of("target", "classes", Tables.class.getPackageName().replace('.', '/'));
        var types = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.class$", "");
                Class<?> type = Class.forName(Tables.class.getPackageName() + "." + name);
                if (isPublic(type)) {
                    types.add(type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        boolean isOutside = type.getDeclaringClass() == null || isPublic(type.getDeclaringClass());
        return Modifier.isPublic(type.getModifiers())
                && isOutside
                && !type.getSimpleName().contains("package-info");
    }

    private static List<Executable> doors(Class<?> type) {
        var doors = new ArrayList<Executable>(List.of(type.getConstructors()));
        doors.addAll(List.of(type.getDeclaredMethods()));
        return doors.stream()
                .filter(door -> Modifier.isPublic(door.getModifiers()) && !door.isSynthetic())
                .filter(door -> !OTHERS.contains(door.getName()))
                .toList();
    }

    private static Object call(Executable door, Object... arguments) throws ReflectiveOperationException {
        if (door instanceof Constructor<?> constructor) {
            return constructor.newInstance(arguments);
        }
        Object target = Modifier.isStatic(door.getModifiers()) ? null : argument(door.getDeclaringClass());
        return ((Method) door).invoke(target, arguments);
    }

    private static void assertRefusesNull(Executable door, int place) {
        Object[] arguments =
                Stream.of(door.getParameterTypes()).map(DoorsTest::argument).toArray();
        arguments[place] = null;
        Throwable thrown = assertThrows(
                        InvocationTargetException.class, () -> call(door, arguments), () -> door + " takes null")
                .getCause();
        assertInstanceOf(NullPointerException.class, thrown, door::toString);
        RecordComponent[] components = door.getDeclaringClass().getRecordComponents();
        if (door instanceof Constructor && components != null) {
            assertEquals(components[place].getName(), thrown.getMessage(), door::toString);
        } else {
            assertTrue(thrown.getMessage().matches("[a-z]\\w*"), () -> door + ": " + thrown.getMessage());
        }
    }

    @Test
    void nullIsRefusedByName() throws ReflectiveOperationException {
        int refused = 0;
        for (Class<?> type : types()) {
            for (Executable door : doors(type)) {
                for (int place = 0; place < door.getParameterCount(); place++) {
                    Class<?> parameter = door.getParameterTypes()[place];
                    if (!parameter.isPrimitive() && parameter != Throwable.class) {
                        assertRefusesNull(door, place);
                        refused++;
                    }
                }
            }
        }
        assertTrue(refused > 60, "doors were found: " + refused);
    }

    /** What was not told is not set: only the constructors of records, which hold it, take an Optional. */
    @Test
    void noMethodTakesAnOptional() throws ReflectiveOperationException {
        Set<Class<?>> optionals = Set.of(Optional.class, OptionalInt.class, OptionalDouble.class);
        for (Class<?> type : types()) {
            for (Executable door : doors(type)) {
                boolean takesNone = Stream.of(door.getParameterTypes()).noneMatch(optionals::contains);
                assertTrue(takesNone || (door instanceof Constructor && type.isRecord()), door::toString);
            }
        }
    }

    /** A text of a few names and numbers, not the place of an object in memory, nor a million rows. */
    @Test
    void everyTypeCanBeRead() throws ReflectiveOperationException {
        for (Class<?> type : types()) {
            if (type != InputException.class
                    && type.getConstructors().length + doors(type).size() > 0) {
                boolean isMade = doors(type).stream().anyMatch(door -> !Modifier.isStatic(door.getModifiers()));
                String text = isMade ? argument(type).toString() : "";
                assertTrue(text.length() < 300 && !text.matches("(?s).*@[0-9a-f]{5,}.*"), text);
            }
        }
    }

    @Test
    void tablesSayWhatIsInThem() throws IOException {
        Table digits = Tables.readTest("sample:digits", ReadOptions.forTraining());
        assertEquals(
                "sample:digits: 1797 rows x 64 features (pixel_0_0, pixel_0_1, pixel_0_2, pixel_0_3, pixel_0_4,"
                        + " pixel_0_5, pixel_0_6, pixel_0_7, pixel_1_0, pixel_1_1, pixel_1_2, pixel_1_3 and 52 more),"
                        + " labels of digit",
                digits.toString());
        assertEquals(
                "PredictionColumns[id, prediction_1, probability_1, prediction_2, probability_2, probability_a,"
                        + " probability_b]",
                new PredictionColumns(List.of("a", "b"), 2, true, Map.of("id", List.of("k"))).toString());
    }
}
