package io.github.softmax4j.formats;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.data.Spelling;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at all values of a training table, and says how its columns become features. */
final class RecipeMaker {
    /** The most words of a column: each becomes a feature. */
    private static final int MOST_CATEGORIES = 10_000;

    /** Counts of different words are estimates, right to some percent. */
    private static final int SURELY_TOO_MANY = 2 * MOST_CATEGORIES;

    /** From so many rows on, words that all differ are names of the rows. */
    private static final long FEWEST_IDENTIFIERS = 20;

    /** Words among more different numbers than this are damaged numbers, not categories, where they are few. */
    private static final long FEWEST_NUMBERS = 20;

    private static final Pattern OTHER_DATE =
            Pattern.compile("(\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|\\d{1,2}[- ][A-Za-z]{3,9}[- ]\\d{2,4})([ T].*)?");

    /** The largest share of words, or of different words, that counts as few. */
    private static final double MOST_DAMAGED = 0.1;

    private final Relation relation;
    private final TableColumns columns;
    private final TableOptions options;
    private final TableProblems problems;
    private final ContentCounter counter;
    private final Map<Relation.Column, ColumnContent> contents;
    private final List<String> warnings = new ArrayList<>();

    RecipeMaker(TableRequest request, TableProblems problems) throws SQLException {
        this.relation = request.relation();
        this.columns = request.columns();
        this.options = request.options().table();
        this.problems = problems;
        this.counter = new ContentCounter(request.database(), relation);
        this.contents = new LinkedHashMap<>(counter.contents(columns.features()));
    }

    FeatureRecipe make() throws SQLException, InputException {
        requireValues();
        Map<Relation.Column, Kind> kinds = kinds();
        requireNoneMissing(kinds);
        Map<Relation.Column, Map<String, Long>> words = counter.counts(of(Kind.CATEGORY, kinds));
        var sources = new LinkedHashMap<Relation.Column, SourceColumn>();
        for (Relation.Column column : columns.features()) {
            sources.put(column, source(column, kinds.get(column), words.get(column)));
        }
        words.forEach(this::warnOfWords);
        List<SourceColumn> made = options.missing().fills()
                ? filled(sources, words)
                : sources.values().stream().toList();
        return new FeatureRecipe(made, options.missing(), options.unseen().orElse(Unseen.ERROR));
    }

    /** What may not be meant. */
    ReadingNotes notes() {
        return new ReadingNotes(List.of(), warnings);
    }

    /** Whether every value has been looked at: not those of columns whose kind users tell. */
    boolean knowsAllValues() {
        return columns.told().values().stream().allMatch(kind -> kind == Kind.CATEGORY);
    }

    private void requireValues() throws InputException {
        for (Relation.Column column : columns.features()) {
            if (contents.get(column).rows() == 0) {
                throw problems.noRows();
            }
            if (contents.get(column).values() == 0) {
                throw problems.of(
                        column,
                        "there is no value in any row; " + ReadOption.DROP.of(column.name())
                                + " leaves the column out");
            }
        }
    }

    private void requireNoneMissing(Map<Relation.Column, Kind> kinds) throws SQLException, InputException {
        boolean lacksValues = columns.features().stream()
                .anyMatch(column -> contents.get(column).missing(kinds.get(column)) > 0);
        if (options.missing() == Missing.ERROR && lacksValues) {
            problems.requireNoneMissing(kinds);
        }
    }

    private void warn(Relation.Column column, String warning) {
        warnings.add(column.name() + ": " + warning);
    }

    /** A word that often means nothing stands among other words: it may be one of them. */
    private void warnOfWords(Relation.Column column, Map<String, Long> words) {
        if (columns.told().containsKey(column)) {
            return;
        }
        if (lookLikeDates(words)) {
            warn(
                    column,
                    "looks like dates, which are read as 2024-12-31 (ISO 8601): taken for categories ("
                            + readsDates(column) + ")");
        }
        Spelling.differInCapitals(words.keySet())
                .ifPresent(alike ->
                        warn(column, "words that differ in capitals only are different: " + String.join(", ", alike)));
        boolean hasNulls = !relation.isText();
        List<String> nothings = words.keySet().stream()
                .filter(word ->
                        Notation.NOTHING_AMONG_NUMBERS.contains(word) || (hasNulls && Notation.NOTHING.contains(word)))
                .toList();
        if (!nothings.isEmpty()) {
            long rows = nothings.stream().mapToLong(words::get).sum();
            warn(
                    column,
                    "'" + String.join("', '", nothings) + "' (" + rows + " rows) is taken for a category ("
                            + ReadOption.NA_VALUES.of(nothings.toArray()) + " says that nothing is there)");
        }
    }

    private static List<Relation.Column> of(Kind kind, Map<Relation.Column, Kind> kinds) {
        return kinds.keySet().stream()
                .filter(column -> kinds.get(column) == kind)
                .toList();
    }

    private Map<Relation.Column, Kind> kinds() throws SQLException, InputException {
        var kinds = new LinkedHashMap<Relation.Column, Kind>();
        for (Relation.Column column : columns.features()) {
            kinds.put(column, kindByType(column));
        }
        List<Relation.Column> words = of(Kind.CATEGORY, kinds);
        List<Relation.Column> unasked = columns.features().stream()
                .filter(column -> column.type().equals("VARCHAR"))
                .filter(column -> contents.get(column).words().isEmpty())
                .filter(column -> words.contains(column) || columns.told().containsKey(column))
                .toList();
        counter.words(unasked)
                .forEach((column, found) ->
                        contents.put(column, contents.get(column).with(found)));
        for (Relation.Column column : words) {
            Optional<ColumnContent.Words> found = contents.get(column).words();
            if (found.isPresent()) {
                kinds.put(column, kindOfWords(column, found.get()));
            }
        }
        return kinds;
    }

    /** CATEGORY also for text that remains to be looked at. */
    private Kind kindByType(Relation.Column column) throws InputException {
        Kind told = columns.told().get(column);
        if (told != null) {
            return told;
        }
        if (relation.isText()) {
            return contents.get(column).isAllNumbers() ? Kind.NUMBER : Kind.CATEGORY;
        }
        return column.kind().orElseThrow(() -> problems.noFeature(column));
    }

    /** What a column holds whose values are words, until all of them are something else. */
    private Kind kindOfWords(Relation.Column column, ColumnContent.Words words) throws SQLException, InputException {
        boolean isOpen = !columns.told().containsKey(column);
        long things = words.things();
        if (isOpen && things > 0 && words.days() == things) {
            return Kind.DATE;
        }
        if (isOpen && words.days() >= (1 - MOST_DAMAGED) * things && words.days() > 0) {
            throw problems.wordsAmongDates(column, words.days(), things);
        }
        if (isOpen && relation.isText() && things > 0) {
            if (words.numbers() == things) {
                return Kind.NUMBER;
            }
            if (words.flags() == things) {
                return Kind.FLAG;
            }
            requireNoNumbers(column, words);
        }
        if (isOpen) {
            warnOfLooks(column, words);
        }
        if (words.distinct() > SURELY_TOO_MANY) {
            throw tooManyWords(column, "about " + words.distinct());
        }
        return Kind.CATEGORY;
    }

    /** Measurements are no categories because some of them are damaged, or written in another way. */
    private void requireNoNumbers(Relation.Column column, ColumnContent.Words words)
            throws SQLException, InputException {
        long notNumbers = words.things() - words.numbers();
        long differentWords = words.distinct() - words.distinctNumbers();
        boolean areFew = notNumbers <= MOST_DAMAGED * words.things()
                || (2 * notNumbers <= words.things() && differentWords <= MOST_DAMAGED * words.distinctNumbers());
        if (counter.hasOtherSigns(column)) {
            throw problems.of(
                    column,
                    "numbers with '" + relation.notation().decimal()
                            + "' before fractions were expected (" + ReadOption.DECIMAL + "), but there are others; "
                            + problems.takesAllForWords(column));
        }
        Optional<MarkedNumbers> marked = counter.markedNumbers(column);
        if (marked.isPresent()) {
            throw problems.of(
                    column,
                    "plain numbers were expected, but found '" + marked.get().example() + "'; "
                            + marked.get().advice(column.name()) + ", " + problems.takesAllForWords(column));
        }
        if (areFew && words.distinctNumbers() > FEWEST_NUMBERS) {
            throw problems.wordsAmongNumbers(column, words.numbers(), words.things());
        }
    }

    /** Numbers with two signs between, such as 31.12.24. */
    private static boolean lookLikeDates(Map<String, Long> words) {
        return words.keySet().stream().allMatch(word -> OTHER_DATE.matcher(word).matches());
    }

    private static String readsDates(Relation.Column column) {
        return ReadOption.DATES.of(column.name()) + " with " + ReadOption.DATE_FORMAT.of("%d-%m-%y")
                + " or the like reads dates";
    }

    private void warnOfLooks(Relation.Column column, ColumnContent.Words words) {
        long things = words.things();
        if (things > 0 && words.numbers() == things) {
            warn(
                    column,
                    "all values are numbers, but strings: taken for categories (" + ReadOption.NUMBERS.of(column.name())
                            + " takes them for numbers)");
        } else if (2 * words.numbers() >= words.values()) {
            warn(
                    column,
                    words.numbers() + " of " + words.values() + " values are numbers, the others are not: taken for "
                            + words.distinct() + " categories (" + ReadOption.NUMBERS.of(column.name()) + " or "
                            + ReadOption.NA_VALUES + ")");
        }
    }

    private InputException tooManyWords(Relation.Column column, String count) {
        return problems.of(
                column,
                "there are " + count + " different words, but at most " + MOST_CATEGORIES + " can become features; "
                        + ReadOption.DROP.of(column.name()) + " leaves the column out");
    }

    private SourceColumn source(Relation.Column column, Kind kind, Map<String, Long> words)
            throws SQLException, InputException {
        return switch (kind) {
            case NUMBER, FLAG, DATE -> SourceColumn.of(column.name(), kind);
            case CATEGORY -> SourceColumn.category(column.name(), categories(column, words));
            case VECTOR -> SourceColumn.vector(column.name(), problems.requireOneLength(column));
        };
    }

    private List<String> categories(Relation.Column column, Map<String, Long> words) throws InputException {
        long values = contents.get(column).values();
        boolean isChosen = columns.told().containsKey(column);
        if (words.size() == values && values >= FEWEST_IDENTIFIERS && !isChosen) {
            throw problems.of(
                    column,
                    "all " + values + " words differ, as identifiers do, from which nothing can be learnt; "
                            + ReadOption.DROP.of(column.name()) + " leaves the column out"
                            + (lookLikeDates(words) ? ", " + readsDates(column) : ""));
        }
        if (words.size() > MOST_CATEGORIES) {
            throw tooManyWords(column, Integer.toString(words.size()));
        }
        return ClassLabels.of(words.keySet()).names();
    }

    private List<SourceColumn> filled(
            Map<Relation.Column, SourceColumn> sources, Map<Relation.Column, Map<String, Long>> words)
            throws SQLException, InputException {
        Map<Relation.Column, List<Double>> means = options.missing() == Missing.ZERO ? Map.of() : means(sources);
        var filled = new ArrayList<SourceColumn>();
        for (Relation.Column column : sources.keySet()) {
            SourceColumn source = sources.get(column);
            List<Double> features = options.missing() == Missing.ZERO
                    ? Collections.nCopies(source.values(), 0.0)
                    : source.kind() == Kind.CATEGORY
                            ? shares(source.categories(), words.get(column))
                            : means.get(column);
            boolean indicator = options.missing() == Missing.INDICATOR
                    && contents.get(column).missing(source.kind()) > 0;
            filled.add(source.filledWith(features, indicator));
        }
        return filled;
    }

    private static List<Double> shares(List<String> categories, Map<String, Long> counts) {
        double sum = counts.values().stream().mapToLong(Long::longValue).sum();
        return categories.stream().map(word -> counts.get(word) / sum).toList();
    }

    /** The means of all columns but those of words, in one way through the rows. */
    private Map<Relation.Column, List<Double>> means(Map<Relation.Column, SourceColumn> sources)
            throws SQLException, InputException {
        var values = new ArrayList<String>();
        for (Relation.Column column : sources.keySet()) {
            if (sources.get(column).kind() != Kind.CATEGORY) {
                values.addAll(relation.sql(column).features(sources.get(column), false));
            }
        }
        List<Double> all = values.isEmpty() ? List.of() : counter.means(values);
        var means = new LinkedHashMap<Relation.Column, List<Double>>();
        int next = 0;
        for (Relation.Column column : sources.keySet()) {
            SourceColumn source = sources.get(column);
            if (source.kind() != Kind.CATEGORY) {
                List<Double> own = all.subList(next, next + source.values());
                next += source.values();
                if (!own.stream().allMatch(Double::isFinite)) {
                    throw problems.wrongValue(column, source);
                }
                means.put(column, own);
            }
        }
        return means;
    }
}
