package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.io.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training processes that are killed (SIGKILL) at random moments, and gone on with, end in the very bytes of one that
 * was not.
 *
 * <p>One kill each is a test of every build; {@code -Dtest.jvm.options=-Dsoftmax4j.kills=10} makes 50 of it, as before
 * a release.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledTrainingTest {
    private static final int KILLS = Integer.getInteger("softmax4j.kills", 1);
    private static final int KILLS_IN_A_ROW = 3;
    private static final int CHECKSUM_BYTES = 4;

    private final Random random = new Random(28);
    private Path directory;
    private Path data;
    private int killed;
    private int killedInWriting;

    /** A way to train, by name. */
    private record Case(String name, List<String> arguments) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("default solver", List.of("train", "--lambda", "1e-6")),
                new Case("elastic net", List.of("train", "--lambda", "1e-3", "--l1-ratio", "0.5")),
                new Case("SGD", List.of("train", "--solver", "sgd", "--epochs", "5")),
                new Case("sweep", List.of("sweep", "--folds", "5", "--lambdas", "1e-6:1e0:13")),
                new Case("spooled", List.of("train", "--lambda", "1e-6", "--memory", "100k")));
    }

    @BeforeAll
    void writeRows(@TempDir Path folder) throws IOException {
        directory = folder;
        var values = new Random(1);
        List<String> lines = new ArrayList<>(List.of(String.join(
                ",",
                IntStream.range(0, 31).mapToObj(i -> i < 30 ? "x" + i : "label").toList())));
        for (int row = 0; row < 4000; row++) {
            double[] x = values.doubles(30).map(value -> value * value * 3).toArray();
            double first = x[0] + x[1] * x[2] + values.nextGaussian();
            double second = x[3] - x[4] + values.nextGaussian();
            String label = first > 2 ? "a" : second > 0 ? "b" : values.nextInt(3) == 0 ? "c" : "d";
            lines.add(String.join(
                    ",",
                    Stream.concat(
                                    Arrays.stream(x).mapToObj(value -> String.format(Locale.ROOT, "%.4f", value)),
                                    Stream.of(label))
                            .toList()));
        }
        data = Files.write(directory.resolve("rows.csv"), lines);
    }

    @AfterAll
    void manyWereInWriting() {
        System.out.println(killed + " processes were killed, " + killedInWriting + " while they wrote a checkpoint");
        assertTrue(killed >= 5 * KILLS && killedInWriting > 0, killed + ", " + killedInWriting);
    }

    private Process start(Case each, Path model, String... more) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OwnProcess.QUIET);
        command.addAll(List.of("-Xmx512m", "-Djava.io.tmpdir=" + directory));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(each.arguments());
        command.addAll(List.of("--data", data.toString(), "--model", model.toString(), "--quiet", "--json"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private byte[] weights(Process process, Path model) throws IOException, InterruptedException {
        assertEquals(0, process.waitFor(), Files.readString(directory.resolve("err")));
        byte[] bytes = Files.readAllBytes(model);
        int end = bytes.length - CHECKSUM_BYTES;
        return Arrays.copyOfRange(bytes, end - (int) ModelFile.readHeader(model).payloadBytes(), end);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatWasKilledEndsInTheSameBytes(Case each) throws IOException, InterruptedException {
        Path model = directory.resolve("model.s4j");
        Path folder = directory.resolve(each.name());
        byte[] undisturbed = weights(start(each, model), model);
        long checkpoints = 4; // of a whole run, as far as is known
        for (int kills = 0; kills < KILLS; ) {
            int inARow = Math.min(KILLS - kills, 1 + random.nextInt(KILLS_IN_A_ROW));
            for (int i = 0; i < inARow; i++) {
                kills += kill(checkpointed(each, model, folder), folder, random.nextInt((int) checkpoints)) ? 1 : 0;
            }
            assertArrayEquals(undisturbed, weights(checkpointed(each, model, folder), model), each.name());
            checkpoints = parts(folder);
            delete(folder);
        }
        assertTrue(checkpoints > 3, checkpoints + " checkpoints");
    }

    private Process checkpointed(Case each, Path model, Path folder) throws IOException {
        return start(each, model, "--checkpoint", folder.toString(), "--checkpoint-interval", "0.001s", "--resume");
    }

    /**
     * At a random moment behind a number of checkpoints, or, every other time, in the next writing.
     *
     * @return false if the process had ended before
     */
    private boolean kill(Process process, Path folder, long parts) throws IOException, InterruptedException {
        while (process.isAlive() && parts(folder) <= parts) {
            TimeUnit.MICROSECONDS.sleep(200);
        }
        if (killed % 2 == 0) {
            while (process.isAlive() && !isWriting(folder)) {
                Thread.onSpinWait();
            }
        } else {
            TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
        }
        process.destroyForcibly().waitFor();
        if (process.exitValue() != 137) {
            assertEquals(0, process.exitValue(), Files.readString(directory.resolve("err")));
            return false;
        }
        killed++;
        killedInWriting += isWriting(folder) ? 1 : 0;
        return true;
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static long parts(Path folder) throws IOException {
        return names(folder).stream().filter(name -> name.startsWith("part-")).count();
    }

    private static boolean isWriting(Path folder) throws IOException {
        return names(folder).stream().anyMatch(name -> name.endsWith(".tmp"));
    }

    private static void delete(Path folder) throws IOException {
        for (String name : names(folder)) {
            Files.delete(folder.resolve(name));
        }
    }
}
