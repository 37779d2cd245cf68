package io.github.softmax4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Settings as a job in YAML, which {@link JobFile} reads. */
final class JobText {
    private static final String NO_WORD = "(?i)true|false|yes|no|on|off|y|n|null";

    private final List<Event> events = new ArrayList<>();

    private JobText() {}

    static String of(Settings settings) {
        var text = new JobText();
        text.add(settings.values());
        var format = DumpSettings.builder()
                .setBestLineBreak("\n")
                .setSplitLines(false)
                .setUseUnicodeEncoding(true)
                .build();
        return "# softmax4j " + settings.command() + ": all settings; --config takes this file\n"
                + new Present(format).emitToString(text.events.iterator());
    }

    private void add(Map<String, Object> values) {
        events.add(new StreamStartEvent());
        events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
        values.forEach((key, value) -> {
            if (value != null) {
                add(key, true);
                addValue(value);
            }
        });
        events.add(new MappingEndEvent());
        events.add(new DocumentEndEvent(false));
        events.add(new StreamEndEvent());
    }

    private void addValue(Object value) {
        if (value instanceof List<?> list) {
            events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.FLOW));
            list.forEach(item -> add(item.toString(), isWord(item.toString())));
            events.add(new SequenceEndEvent());
        } else {
            add(Settings.text(value), !(value instanceof String text) || isWord(text));
        }
    }

    /** Whether other readers of YAML, of all its versions, see a text in it, too, if it is written without quotes. */
    private static boolean isWord(String text) {
        return text.matches("(?s)[\\p{L}/].*") && !text.matches(NO_WORD);
    }

    private void add(String text, boolean isPlain) {
        ScalarStyle style = isPlain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        events.add(new ScalarEvent(Optional.empty(), Optional.empty(), new ImplicitTuple(true, true), text, style));
    }
}
