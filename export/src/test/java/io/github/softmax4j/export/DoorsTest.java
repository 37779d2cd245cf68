package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** What the doors refuse. */
class DoorsTest {
    private static final SoftmaxModel NUMBERS =
            MadeModels.of(DataType.FLOAT, MadeModels.names("k", 3), MadeModels.names("x", 784));
    private static final SoftmaxModel TABLE = MadeModels.mixed(DataType.DOUBLE, Unseen.ERROR);
    private static final Path FILE = Path.of("missing", "model.json");
    private static final double[][] NO_ROWS = {};
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(SoftmaxModel.class, NUMBERS),
            Map.entry(Path.class, FILE),
            Map.entry(ExportOptions.class, ExportOptions.defaults()),
            Map.entry(double[][].class, NO_ROWS),
            Map.entry(ExportOptions.Input.class, ExportOptions.Input.AUTO),
            Map.entry(ExportOptions.Precision.class, ExportOptions.Precision.AUTO),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(String.class, "a"),
            Map.entry(List.class, List.of("a")),
            Map.entry(Unseen.class, Unseen.ZERO),
            Map.entry(boolean.class, true),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0));

    @TempDir
    private Path folder;

    private static Stream<Executable> doors() {
        return Stream.of(
                        ModelExport.class,
                        ExportOptions.class,
                        ExportReport.class,
                        ExportReport.Check.class,
                        ExportException.class)
                .flatMap(type -> Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods())))
                .filter(door -> Modifier.isPublic(door.getModifiers())
                        && !door.isSynthetic()
                        && !door.getName().equals("equals"));
    }

    /** Each door, with null for one parameter after the other, names it. */
    @Test
    void nullIsRefusedByName() {
        int parameters = 0;
        for (Executable door : doors().toList()) {
            for (int i = 0; i < door.getParameterCount(); i++) {
                if (door.getParameterTypes()[i].isPrimitive()) {
                    continue;
                }
                Object[] arguments =
                        Arrays.stream(door.getParameterTypes()).map(VALUES::get).toArray();
                arguments[i] = null;
                InvocationTargetException thrown =
                        assertThrows(InvocationTargetException.class, () -> call(door, arguments), door.toString());
                assertEquals(NullPointerException.class, thrown.getCause().getClass(), door.toString());
                assertEquals(
                        door.getParameters()[i].getName() + " must not be null",
                        thrown.getCause().getMessage(),
                        door.toString());
                parameters++;
            }
        }
        assertTrue(parameters >= 28, parameters + " parameters");
    }

    private static void call(Executable door, Object... arguments) throws ReflectiveOperationException {
        if (door instanceof Constructor<?> constructor) {
            constructor.newInstance(arguments);
        } else if (door instanceof Method method) {
            method.invoke(VALUES.get(method.getDeclaringClass()), arguments); // of static ones none is asked
        }
    }

    private static String refused(SoftmaxModel model, Path file, ExportOptions options) {
        return assertThrows(IllegalArgumentException.class, () -> ModelExport.write(model, file, options))
                .getMessage();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        ExportOptions plain = ExportOptions.defaults();
        assertEquals(
                "ExportOptions.withInput(Input.COLUMNS) needs a model of a table; this one takes 784 features",
                refused(NUMBERS, FILE, plain.withInput(ExportOptions.Input.COLUMNS)));
        assertEquals(
                "ExportOptions.withUnseen needs a model of a table; this one takes 784 features",
                refused(NUMBERS, FILE, plain.withUnseen(Unseen.ZERO)));
        assertEquals(
                "ExportOptions.withNoLabel is for files that have a label, but this one is to be .json",
                refused(TABLE, FILE, plain.withNoLabel()));
        assertEquals(
                "ExportOptions.withTable and ExportOptions.withKeep are for SQL, but this one is to be .json",
                refused(TABLE, FILE, plain.withKeep(List.of("id"))));
        assertTrue(refused(TABLE, Path.of("model.txt"), plain).startsWith("the name of the file must end with .json"));
        assertEquals(
                "table must be a name, but is blank",
                assertThrows(IllegalArgumentException.class, () -> plain.withTable(" "))
                        .getMessage());
    }

    /** Rows that no table has are none of this model. */
    @Test
    void rowsOfOthersAreRefused() {
        double[][] rows = {new double[TABLE.featureNames().size()]};
        String problem = assertThrows(
                        IllegalArgumentException.class,
                        () -> ModelExport.write(TABLE, folder.resolve("a.json"), ExportOptions.defaults(), rows))
                .getMessage();
        assertTrue(
                problem.startsWith("row 0, column 'Gr\u00f6\u00dfe': the features of a word were expected"), problem);
        double[][] narrow = {{1, 2}};
        assertEquals(
                "row 0 must have " + TABLE.featureNames().size() + " features, but has 2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ModelExport.write(
                                        TABLE, folder.resolve("a.json"), ExportOptions.defaults(), narrow))
                        .getMessage());
        assertEquals(0, folder.toFile().list().length);
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        assertThrows(IOException.class, () -> ModelExport.write(NUMBERS, FILE, ExportOptions.defaults()));
        Path json = Files.writeString(folder.resolve("a.json"), "{\"coef_\": [");
        String problem = assertThrows(
                        IOException.class, () -> ModelExport.check(NUMBERS, json, ExportOptions.defaults(), NO_ROWS))
                .getMessage();
        assertTrue(problem.contains("line 1"), problem);
    }
}
