package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.data.Folds;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.RecordFeatures;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.Spelling;
import io.github.softmax4j.data.Targets;
import io.github.softmax4j.data.WrittenNumber;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.NameMatch;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.Bounds;
import io.github.softmax4j.settings.Checkpoints;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.RegressionSettings;
import io.github.softmax4j.settings.Solver;
import io.github.softmax4j.settings.Stopping;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Whoever passes null to a public method or constructor is told which parameter must not be: all of them are called,
 * with null for one reference after the other.
 */
class NullsAtTheDoorsTest {
    private static final List<String> ROOMS = List.of("", "data", "io", "metrics", "model", "progress", "settings");

    /** Parameters that may be null, as their documentation says. */
    private static final Set<String> NULLABLE = Set.of(
            "Batch(FeatureBlock,INDArray,INDArray,INDArray,double) labels",
            "Batch(FeatureBlock,INDArray,INDArray,INDArray,double) targets",
            "Batch(FeatureBlock,INDArray,INDArray,INDArray,double) weights",
            "Batch(INDArray,INDArray,INDArray,INDArray,double) labels",
            "Batch(INDArray,INDArray,INDArray,INDArray,double) targets",
            "Batch(INDArray,INDArray,INDArray,INDArray,double) weights",
            "Dataset.batches(int,INDArray) rowWeights");

    /** Rules that the readers share, and none of the doors of users. */
    private static final Set<Class<?>> SHARED = Set.of(Notation.class, Spelling.class, WrittenNumber.class);

    private static final INDArray ARRAY = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}, {5, 7}});
    private static final ClassLabels CLASSES = ClassLabels.of(List.of("a", "b"));
    private static final Dataset DATASET = Dataset.of(ARRAY, List.of("a", "b", "a"));
    private static final Fit FIT = SoftmaxRegression.withDefaults().fit(DATASET);

    /** A value of each type that parameters have. */
    private static final Map<Class<?>, Object> VALUES = new HashMap<>();

    private static <T> void value(Class<T> type, T value) {
        VALUES.put(type, value);
    }

    static {
        value(INDArray.class, ARRAY);
        value(ClassLabels.class, CLASSES);
        value(Dataset.class, DATASET);
        value(Fit.class, FIT);
        value(SoftmaxModel.class, FIT.model());
        value(TrainingSummary.class, FIT.model().training());
        value(Convergence.class, FIT.convergence());
        value(FitListener.class, FitListener.none());
        value(OptionalInt.class, OptionalInt.empty());
        value(StopReason.class, StopReason.GRADIENT);
        value(SoftmaxRegression.class, FIT.settings());
        value(RegressionSettings.class, FIT.settings());
        value(Sweep.class, Sweep.of(FIT.settings(), List.of(1.0)));
        value(Penalty.class, Penalty.ridge(1));
        value(Penalty.Grouping.class, Penalty.Grouping.NONE);
        value(Bounds.class, Bounds.of(0, 1));
        value(ClassWeights.class, ClassWeights.none());
        value(Solver.class, Solver.lbfgs());
        value(Solver.Preconditioning.class, Solver.Preconditioning.NONE);
        value(IUpdater.class, new Sgd(0.1));
        value(OnlineRegression.class, OnlineRegression.of(FIT.settings().withSolver(Solver.sgd()), CLASSES));
        value(NameMatch.class, new NameMatch(FIT.model(), CLASSES, List.of("x0", "x1")));
        value(Notation.class, Notation.of(Map.of()));
        value(
                RecordFeatures.class,
                new RecordFeatures(
                        FeatureRecipe.ofNumbers(List.of("x0", "x1")), Notation.of(Map.of()), DataType.DOUBLE));
        value(Stopping.class, Stopping.byDefault());
        value(FitOptions.class, FitOptions.none());
        value(Checkpoints.class, Checkpoints.in(Path.of("missing")));
        value(FeatureMatrix.class, DATASET.featureMatrix());
        value(FeatureMatrix.Shape.class, new FeatureMatrix.Shape(DataType.DOUBLE, 3, 2));
        value(FeatureBlock.class, FeatureBlock.of(ARRAY));
        value(FeatureBuilder.class, new FeatureBuilder(2, DataType.DOUBLE));
        value(FeatureStorage.class, FeatureStorage.inMemory());
        value(FeatureRecipe.class, FeatureRecipe.ofNumbers(List.of("x0", "x1")));
        value(FeatureRecipe.Missing.class, FeatureRecipe.Missing.ERROR);
        value(FeatureRecipe.Unseen.class, FeatureRecipe.Unseen.ERROR);
        value(SourceColumn.class, SourceColumn.number("x0"));
        value(SourceColumn.Kind.class, SourceColumn.Kind.NUMBER);
        value(Targets.class, DATASET.targets());
        value(Targets.Labels.class, new Targets.Labels(new int[] {0, 1, 0}));
        value(Targets.Probabilities.class, new Targets.Probabilities(ARRAY, new int[] {0, 1, 0}));
        value(Folds.class, Folds.of(0, 1, 0));
        value(Blocks.class, DATASET.batches(2));
        value(Batch.class, DATASET.batches(2).get(0));
        value(Reading.class, Reading.NONE);
        value(Evaluation.class, FIT.model().evaluate(DATASET));
        value(DataType.class, DataType.DOUBLE);
        value(DataSetIterator.class, null);
        value(Optional.class, Optional.empty());
        value(OptionalDouble.class, OptionalDouble.empty());
        value(List.class, List.of());
        value(Collection.class, List.of());
        value(Map.class, Map.of());
        value(Set.class, Set.of());
        value(String.class, "a");
        value(Object.class, "a");
        value(String[].class, new String[] {"a", "b", "a"});
        value(float[].class, new float[] {1, 2});
        value(float[][].class, new float[][] {{1, 2}, {3, 4}, {5, 7}});
        value(double[][].class, new double[][] {{1, 2}, {3, 4}, {5, 7}});
        value(int[].class, new int[] {0, 1, 0});
        value(long[].class, new long[] {3, 2});
        value(double[].class, new double[] {1, 1, 1});
        value(byte[].class, ModelFile.toBytes(FIT.model()));
        value(Path.class, Path.of("missing", "model.s4j"));
        value(InputStream.class, new ByteArrayInputStream(new byte[0]));
        value(OutputStream.class, new ByteArrayOutputStream());
        value(DataOutputStream.class, new DataOutputStream(new ByteArrayOutputStream()));
        value(ByteBuffer.class, ByteBuffer.allocate(0));
        value(ReadableByteChannel.class, Channels.newChannel(new ByteArrayInputStream(new byte[0])));
        value(Duration.class, Duration.ofSeconds(1));
        value(Instant.class, Instant.EPOCH);
        value(BiFunction.class, (number, part) -> part);
        value(BooleanSupplier.class, () -> false);
        value(Consumer.class, step -> {});
        value(LongConsumer.class, rows -> {});
        value(Supplier.class, () -> "a");
        value(ToDoubleFunction.class, evaluation -> 0);
        value(char.class, '.');
        value(int.class, 2);
        value(long.class, 1L);
        value(double.class, 0.5);
        value(boolean.class, false);
    }

    @Test
    void everyDoorNamesWhatMustNotBeNull() {
        var silent = new ArrayList<String>();
        int doors = 0;
        for (Class<?> type : publicClasses()) {
            for (Executable door : SHARED.contains(type) ? List.<Executable>of() : doors(type)) {
                Parameter[] parameters = door.getParameters();
                for (int i = 0; i < parameters.length; i++) {
                    String name = name(type, door) + " " + parameters[i].getName();
                    if (!parameters[i].getType().isPrimitive() && !NULLABLE.contains(name)) {
                        doors++;
                        check(type, door, i).ifPresent(found -> silent.add(name + ": " + found));
                    }
                }
            }
        }
        assertEquals(List.of(), silent, String.join("\n", silent));
        assertTrue(doors > 150, doors + " parameters");
    }

    /** What is wrong with the answer to null, if anything is. */
    private static Optional<String> check(Class<?> type, Executable door, int place) {
        Parameter[] parameters = door.getParameters();
        Object[] arguments = Arrays.stream(parameters)
                .map(parameter -> sample(parameter.getType()))
                .toArray();
        arguments[place] = null;
        try {
            call(type, door, arguments);
            return Optional.of("null is taken");
        } catch (InvocationTargetException e) {
            String message = String.valueOf(e.getCause().getMessage());
            boolean isTold = e.getCause() instanceof NullPointerException
                    && message.startsWith(parameters[place].getName() + " must not be null");
            return isTold ? Optional.empty() : Optional.of(e.getCause().toString());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name(type, door), e);
        }
    }

    private static Object sample(Class<?> type) {
        assertTrue(VALUES.containsKey(type), "a value is needed of " + type);
        return VALUES.get(type);
    }

    private static Object call(Class<?> type, Executable door, Object[] arguments) throws ReflectiveOperationException {
        if (door instanceof Constructor<?> constructor) {
            return constructor.newInstance(arguments);
        }
        boolean isStatic = Modifier.isStatic(door.getModifiers());
        return ((Method) door).invoke(isStatic ? null : sample(type), arguments);
    }

    private static String name(Class<?> type, Executable door) {
        String method = door instanceof Method ? "." + door.getName() : "";
        return type.getSimpleName()
                + method
                + Arrays.stream(door.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList()
                        .toString()
                        .replace('[', '(')
                        .replace(']', ')')
                        .replace(", ", ",");
    }

    private static List<Executable> doors(Class<?> type) {
        Stream<Executable> constructors = type.isInterface() ? Stream.empty() : Arrays.stream(type.getConstructors());
        Stream<Executable> methods = Arrays.stream(type.getDeclaredMethods());
        return Stream.concat(constructors, methods)
                .filter(door -> Modifier.isPublic(door.getModifiers()) && !door.isSynthetic())
                .filter(door -> !Modifier.isAbstract(door.getModifiers()))
                .filter(door ->
                        !door.getName().equals("equals") && !door.getName().equals("valueOf"))
                .filter(door -> !isOwnMethodOfBlocks(type, door) && !isCalledByTheLibrary(type, door))
                .toList();
    }

    /** Lists have methods of their own, and closing a sample would end the others. */
    private static boolean isOwnMethodOfBlocks(Class<?> type, Executable door) {
        return type == Blocks.class && !door.getName().equals("map");
    }

    /** What a listener does is its own business. */
    private static boolean isCalledByTheLibrary(Class<?> type, Executable door) {
        return type == FitListener.class && List.of("started", "step", "ended").contains(door.getName());
    }

    /** All that are compiled into the rooms that users open, be they in a folder or in a jar. */
    private static List<Class<?>> publicClasses() {
        try {
            Path source = Path.of(Fit.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(source)) {
                return publicClasses(source);
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                return publicClasses(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> publicClasses(Path root) throws IOException {
        var classes = new ArrayList<Class<?>>();
        for (String room : ROOMS) {
            try (Stream<Path> files =
                    Files.list(root.resolve("io/github/softmax4j").resolve(room))) {
                files.map(file -> root.relativize(file).toString())
                        .filter(name -> name.endsWith(".class"))
                        .sorted()
                        .forEach(name -> add(
                                classes,
                                name.substring(0, name.length() - ".class".length())
                                        .replaceAll("[/\\\\]", ".")));
            }
        }
        return classes;
    }

    private static void add(List<Class<?>> classes, String name) {
        try {
            Class<?> type = name.endsWith("package-info") ? null : Class.forName(name);
            boolean isOpen = type != null
                    && Modifier.isPublic(type.getModifiers())
                    && (type.getEnclosingClass() == null
                            || Modifier.isPublic(type.getEnclosingClass().getModifiers()))
                    && !Throwable.class.isAssignableFrom(type);
            if (isOpen) {
                classes.add(type);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
