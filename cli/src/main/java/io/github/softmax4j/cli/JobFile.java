package io.github.softmax4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A job in YAML: flags as keys, each with a text or a list of texts; nothing else of YAML is there, so no alias, tag or
 * depth can do harm.
 *
 * <p>Values are kept as they are written: a column {@code no} is no boolean, and {@code 007} no number.
 *
 * @param file where it is from
 * @param entries by key, in the order of the file
 */
record JobFile(Path file, Map<String, Entry> entries) {
    /** What YAML takes for no value at all, unless it is quoted. */
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    /**
     * What a key has.
     *
     * @param line of the key, from 1
     * @param isList whether it is written as a list
     * @param values one, if it is none
     */
    record Entry(int line, boolean isList, List<String> values) {}

    /**
     * Reads a job.
     *
     * @throws IllegalArgumentException with the file, the line where that is known, and what is wrong there
     */
    static JobFile read(Path file) {
        var settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            return new JobFile(file, new Reader(file, new Parse(settings).parseString(SmallText.read(file))).entries());
        } catch (MarkedYamlEngineException e) {
            throw wrong(file, e.getProblemMark().map(mark -> mark.getLine() + 1), e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw wrong(file, Optional.empty(), "is no YAML: " + e.getMessage(), e);
        }
    }

    /** The place of a key, for messages. */
    String place(String key) {
        return place(file, Optional.of(entries.get(key).line()));
    }

    private static String place(Path file, Optional<Integer> line) {
        return file + line.map(number -> ", line " + number).orElse("");
    }

    private static IllegalArgumentException wrong(Path file, Optional<Integer> line, String problem, Exception cause) {
        return new IllegalArgumentException(place(file, line) + ": " + problem, cause);
    }

    /** Goes through the events of the parser, one after the other, and refuses what a job does not have. */
    private static final class Reader {
        private final Path file;
        private final Iterator<Event> events;

        Reader(Path file, Iterable<Event> events) {
            this.file = file;
            this.events = events.iterator();
        }

        Map<String, Entry> entries() {
            events.next(); // the stream begins
            if (events.next().getEventId() == Event.ID.StreamEnd) {
                return Map.of();
            }
            Event document = events.next();
            if (!(document instanceof MappingStartEvent)) {
                throw wrong(document, "must have keys with values, such as 'lambda: 1e-4'");
            }
            requirePlain(document);
            Map<String, Entry> entries = mapping();
            events.next(); // the document ends
            Event last = events.next();
            if (last.getEventId() != Event.ID.StreamEnd) {
                throw wrong(last, "a job is one document, but another begins here");
            }
            return entries;
        }

        private Map<String, Entry> mapping() {
            var entries = new LinkedHashMap<String, Entry>();
            for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
                String name = text(key, "a key");
                Entry before = entries.get(name);
                if (before != null) {
                    throw wrong(key, "'" + name + "' has a value in line " + before.line() + " already");
                }
                entries.put(name, entry(line(key), name));
            }
            return entries;
        }

        private Entry entry(int line, String name) {
            Event value = events.next();
            if (!(value instanceof SequenceStartEvent)) {
                return new Entry(line, false, List.of(text(value, name)));
            }
            requirePlain(value);
            var values = new ArrayList<String>();
            for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
                values.add(text(item, "an item of " + name));
            }
            return new Entry(line, true, values);
        }

        private String text(Event event, String what) {
            requirePlain(event);
            if (event instanceof CollectionStartEvent) {
                throw wrong(event, what + " must be a text or a number, but another list, or keys, begin here");
            }
            var scalar = (ScalarEvent) event;
            if (scalar.isPlain() && NOTHING.contains(scalar.getValue())) {
                throw wrong(
                        event,
                        what + " must have a value, but has none: without the key the default is taken, and a"
                                + " word such as 'null' stands in quotes");
            }
            return scalar.getValue();
        }

        private void requirePlain(Event event) {
            if (event instanceof AliasEvent || ((NodeEvent) event).getAnchor().isPresent()) {
                throw wrong(event, "a job has no anchors and aliases (&, *); a text that begins so stands in quotes");
            }
            boolean hasTag = event instanceof ScalarEvent scalar
                    ? scalar.getTag().isPresent()
                    : ((CollectionStartEvent) event).getTag().isPresent();
            if (hasTag) {
                throw wrong(event, "a job has no tags (!); a text that begins so stands in quotes");
            }
        }

        private static int line(Event event) {
            return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        }

        private IllegalArgumentException wrong(Event event, String problem) {
            return JobFile.wrong(file, Optional.of(line(event)), problem, null);
        }
    }
}
