package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is assumed of LIBSVM, IDX and NPZ is told, kept with the model, and can be told by options. */
class ArrayCommandsTest {
    @TempDir
    private Path directory;

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private Program run(String command, String... more) {
        var arguments = new ArrayList<>(List.of(command, "--model", path("m.s4j")));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void theFirstIndexOfLibsvmIsKept() throws IOException {
        String training = write("t.svm", "a 0:1 2:1\nb 1:2\na 0:2 2:1\nb 1:1\n");
        Program trained = run("train", "--data", training);
        assertTrue(trained.err().contains("indices begin at 0, because there is a 0 among them"), trained.err());
        String without = write("p.svm", "a 2:1\nb 1:2\n");
        Program evaluated = run("evaluate", "--data", without, "--json");
        assertEquals(1.0, evaluated.json().get("accuracy"));
        assertTrue(run("evaluate", "--data", without, "--index-base", "1")
                .error(ExitCode.BAD_INPUT)
                .contains("--index-base cannot be 1"));
        assertTrue(run("train", "--data", training, "--index-base", "2", "--quiet")
                .error(ExitCode.WRONG_USAGE)
                .contains("indices must begin at 0 or 1, but at 2"));
        assertTrue(run("train", "--data", write("t.csv", "a,label\n1,x\n2,y\n"), "--index-base", "1", "--quiet")
                .error(ExitCode.BAD_INPUT)
                .contains("--index-base is for LIBSVM only"));
    }

    @Test
    void theScaleOfPixelsIsKept() throws IOException {
        for (String name : List.of("x-images-idx3-ubyte", "x-labels-idx1-ubyte")) {
            var out = new ByteArrayOutputStream();
            var data = new DataOutputStream(out);
            boolean isImages = name.contains("images");
            data.writeInt(isImages ? 0x0803 : 0x0801);
            data.writeInt(4);
            data.write(isImages ? new byte[] {0, 0, 0, 1, 0, 0, 0, 2} : new byte[0]);
            data.write(isImages ? new byte[] {-1, 0, 0, -1, -2, 1, 1, -2} : new byte[] {1, 2, 1, 2});
            Files.write(directory.resolve(name), out.toByteArray());
        }
        String images = path("x-images-idx3-ubyte");
        Program trained = run("train", "--data", images, "--pixel-scale", "256");
        assertTrue(trained.err().contains("bytes of pixels are divided by 256"), trained.err());
        assertEquals(1.0, run("evaluate", "--data", images, "--json").json().get("accuracy"));
        assertTrue(run("evaluate", "--data", images, "--pixel-scale", "255")
                .error(ExitCode.BAD_INPUT)
                .contains("--pixel-scale cannot be 255"));
    }

    private static byte[] npy(double... values) {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + values.length + ", 1), }";
        String padded = header + " ".repeat(117 - header.length()) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(128 + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
        bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    private String npz(Map<String, byte[]> arrays) throws IOException {
        Path file = directory.resolve("a.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        return file.toString();
    }

    /** The test rows have the opposite sign, so that a test on them finds all wrong. */
    @Test
    void testsAreOnTestRows() throws IOException {
        String file = npz(Map.of(
                "x_train", npy(-1, -2, 1, 2),
                "y_train", npy(0, 0, 1, 1),
                "x_test", npy(-1, 1, 2),
                "y_test", npy(1, 0, 0),
                "other", npy(-1, 1),
                "right", npy(0, 1)));
        Map<?, ?> test = (Map<?, ?>)
                run("train", "--data", file, "--test", file, "--json").json().get("test");
        assertEquals(3, test.get("rows"));
        assertEquals(0.0, test.get("accuracy"));
        Program evaluated = run("evaluate", "--data", file);
        assertTrue(evaluated.err().contains("features from the array x_test, labels from y_test"), evaluated.err());
        for (String[] arrays : new String[][] {{"x_train", "y_train"}, {"other", "right"}}) {
            Map<?, ?> named = (Map<?, ?>) run(
                            "train",
                            "--data",
                            file,
                            "--array",
                            "x_train",
                            "--label",
                            "y_train",
                            "--test",
                            file,
                            "--test-array",
                            arrays[0],
                            "--test-label",
                            arrays[1],
                            "--json")
                    .json()
                    .get("test");
            assertEquals(1.0, named.get("accuracy"));
        }
        assertTrue(run("train", "--data", file, "--test-array", "other", "--quiet")
                .error(ExitCode.WRONG_USAGE)
                .contains("--test-array and --test-label are for --test"));
        assertTrue(run("train", "--data", file, "--validation", file, "--quiet")
                .error(ExitCode.BAD_INPUT)
                .contains("not clear which array has the features"));
    }
}
