package io.github.softmax4j.serve;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a header tells of the training, by name. A scorer goes by little of it, but refuses what the library would
 * refuse: a file is a model for both of them, or for none.
 */
final class Entries {
    /** The reasons to stop, in the library's order. */
    static final List<String> STOP_REASONS = List.of(
            "GRADIENT",
            "LOSS_CHANGE",
            "MAX_ITERATIONS",
            "TIME_LIMIT",
            "VALIDATION",
            "NO_PROGRESS",
            "SEPARATED",
            "NOT_FINITE",
            "CANCELLED",
            "IMPORTED");

    private static final String SETTING = "read.setting.";
    private static final String COLUMN = "read.column.";

    private final Map<String, String> texts = new HashMap<>();

    static Entries read(HeaderBytes bytes) {
        var entries = new Entries();
        int count = bytes.count(2 * Integer.BYTES);
        for (int i = 0; i < count; i++) {
            String key = bytes.text();
            if (entries.texts.put(key, bytes.text()) != null) {
                throw new IllegalArgumentException("the header tells '" + key + "' twice");
            }
        }
        return entries;
    }

    /**
     * Checks all but the temperature, in the library's order.
     *
     * @throws IllegalArgumentException if an entry is not there, or not what it must be
     */
    void check() {
        text("solver");
        text("settings");
        HeaderBytes.known(STOP_REASONS, text("stopReason"));
        real("objective");
        real("gradientNorm");
        Math.toIntExact(count("iterations"));
        count("evaluations");
        real("seconds");
        real("logLoss");
        count("rows");
        List.of("dataFingerprint", "labelColumn", "version", "backend").forEach(this::text);
        checkTime();
        checkColumns();
    }

    private void checkTime() {
        try {
            Instant.parse(text("finishedAt"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Of the rows of the training. */
    private void checkColumns() {
        for (int i = 0; texts.containsKey(COLUMN + i + ".name"); i++) {
            text(COLUMN + i + ".kind");
            Integer.parseInt(text(COLUMN + i + ".features"));
            Long.parseLong(text(COLUMN + i + ".missing"));
            text(COLUMN + i + ".content");
        }
    }

    /** What the values are already divided by. */
    double temperature() {
        return Double.parseDouble(texts.getOrDefault("temperature", "1"));
    }

    static void requireTemperature(double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("the temperature must be above 0 and finite, but is " + temperature);
        }
    }

    /** How the training wrote values as text. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        texts.forEach((key, value) -> {
            if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), value);
            }
        });
        return settings;
    }

    private String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("the header must tell " + key + ", but does not");
        }
        return text;
    }

    private void real(String key) {
        Double.parseDouble(text(key));
    }

    private long count(String key) {
        long count = Long.parseLong(text(key));
        if (count < 0) {
            throw new IllegalArgumentException(key + " must be at least 0, but is " + count);
        }
        return count;
    }
}
