package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for rows hears how many there are, and a recording what was read. */
class ReadProgressTest {
    @TempDir
    private Path directory;

    private Path table(int rows) throws IOException {
        var text = new StringBuilder("x,label\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        return Files.writeString(directory.resolve("rows.csv"), text);
    }

    /** A chunk has a million values. */
    @Test
    void rowsAreToldAsTheyCome() throws IOException {
        Path wide = Files.writeString(directory.resolve("wide.libsvm"), "0 1:1 262144:2\n1 2:1\n".repeat(5));
        var told = new ArrayList<Long>();
        Tables.readTraining(
                wide, ReadOptions.forTraining().withFormat(Format.LIBSVM).withListener(told::add));
        assertEquals(List.of(4L, 8L, 10L), told);

        told.clear();
        Tables.readTraining(table(600_000), ReadOptions.forTraining().withListener(told::add));
        assertEquals(List.of(600_000L), told, "two columns, of which one has labels");
    }

    @Test
    void aReadIsRecorded() throws IOException {
        Path table = table(1000);
        Path file = directory.resolve("recording.jfr");
        try (var recording = new Recording()) {
            recording.enable("io.github.softmax4j.Read");
            recording.start();
            Tables.readTraining(table, ReadOptions.forTraining());
            Tables.readTraining("sample:digits", ReadOptions.forTraining());
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertEquals(2, events.size());
        RecordedEvent read = events.get(0);
        assertEquals(table.toString(), read.getString("source"));
        assertEquals("CSV", read.getString("format"));
        assertEquals(1000, read.getLong("rows"));
        assertEquals(1, read.getInt("columns"));
        assertEquals(Files.size(table), read.getLong("bytes"));
        assertEquals(-1, events.get(1).getLong("bytes"), "a sample is no file");
        assertEquals(64, events.get(1).getInt("columns"));
    }
}
