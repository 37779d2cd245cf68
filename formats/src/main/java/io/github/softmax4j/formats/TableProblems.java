package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is wrong with a table, and where: asked only when something is. */
final class TableProblems {
    private static final int LONGEST_TYPE = 40;

    private final DuckDb database;
    private final Relation relation;
    private final TableColumns columns;
    private final KnownLabels labels;
    private final boolean isTraining;
    private final TablePlaces places;

    TableProblems(TableRequest request) {
        this.database = request.database();
        this.relation = request.relation();
        this.columns = request.columns();
        this.labels = request.options().knownLabels();
        this.isTraining = request.options().expected().isEmpty();
        this.places = new TablePlaces(database, relation, columns);
    }

    /** What stopped a way through the rows. */
    InputException of(RowMaker.Problem problem, TablePass pass) throws SQLException, InputException {
        int index = Math.max(0, problem.column()); // the label is not among them
        Relation.Column column = columns.features().get(index);
        SourceColumn made = pass.recipe().columns().get(index);
        return switch (problem.trouble()) {
            case UNSEEN -> unseen(column, made);
            case TOO_LARGE -> tooLarge(column, made);
            case WRONG -> wrongValue(column, made);
            case NO_LABEL -> noLabel(columns.label().orElseThrow());
            case MANY_LABELS -> new InputException(relation.sourceName(), LabelList.MANY);
            case UNKNOWN_LABEL -> labels.unknown(pass.unknownLabel(), placeOfLabel(pass.unknownLabel()));
            case MISSING -> {
                requireNoneMissing(kinds(pass.recipe()));
                yield wrongValue(column, made);
            }
        };
    }

    private Map<Relation.Column, Kind> kinds(FeatureRecipe recipe) {
        var kinds = new LinkedHashMap<Relation.Column, Kind>();
        for (int i = 0; i < columns.features().size(); i++) {
            kinds.put(columns.features().get(i), recipe.columns().get(i).kind());
        }
        return kinds;
    }

    InputException of(Relation.Column column, String problem) {
        return new InputException(places.of(column), problem);
    }

    String takesAllForWords(Relation.Column column) {
        return ReadOption.CATEGORIES.of(column.name()) + " takes all for words";
    }

    /** A column of a type that is neither number nor word, such as an object of JSON. */
    InputException noFeature(Relation.Column column) {
        String type = column.type().length() <= LONGEST_TYPE
                ? column.type()
                : column.type().substring(0, LONGEST_TYPE) + "...";
        return of(
                column,
                "a " + type + " cannot be a feature; " + ReadOption.DROP.of(column.name()) + " leaves the column out");
    }

    InputException noRows() {
        return new InputException(
                relation.sourceName(), relation.isNamed() ? "has names of columns, but no rows" : "has no rows");
    }

    private FeatureSql sql(Relation.Column column) {
        return relation.sql(column);
    }

    private InputException at(Relation.Column column, TablePlaces.Place place, String problem) {
        return new InputException(places.of(column, place), problem);
    }

    /** Refuses values that are missing, with their number and the first places. */
    void requireNoneMissing(Map<Relation.Column, Kind> kinds) throws SQLException, InputException {
        List<Relation.Column> wanted = List.copyOf(kinds.keySet());
        String counts = wanted.stream()
                .map(column -> "count(*) - count(" + sql(column).value(kinds.get(column)) + ")")
                .collect(Collectors.joining(", "));
        List<Object> row =
                database.rows("SELECT " + counts + " FROM " + relation.sql()).get(0);
        var lacking = new ArrayList<String>();
        long sum = 0;
        for (int i = 0; i < wanted.size(); i++) {
            long missing = ((Number) row.get(i)).longValue();
            sum += missing;
            if (missing > 0) {
                boolean isNamed = lacking.size() < TableColumns.MOST_NAMED;
                String where = isNamed ? places.ofMissing(wanted.get(i), kinds.get(wanted.get(i))) : "";
                lacking.add(columns.describe(wanted.get(i)) + " " + missing + where);
            }
        }
        if (sum > 0) {
            throw new InputException(
                    relation.sourceName(),
                    (sum == 1 ? "a value is missing" : sum + " values are missing") + ", by column: "
                            + TableColumns.some(lacking)
                            + "; in training, " + ReadOption.MISSING.of(Missing.MEAN)
                            + ", or zero, indicator or drop-row, says what becomes of them, and " + ReadOption.DROP
                            + " leaves a column out");
        }
    }

    /** The length of every vector of a column; refuses vectors that differ in length. */
    int requireOneLength(Relation.Column column) throws SQLException, InputException {
        String length = "len(" + column.sql() + ")";
        List<Object> row = database.rows("SELECT min(" + length + "), max(" + length + ") FROM " + relation.sql())
                .get(0);
        if (!row.get(0).equals(row.get(1)) || ((Number) row.get(0)).longValue() < 1) {
            throw of(
                    column,
                    "all vectors must have the same number of elements, at least 1, but have " + row.get(0) + " to "
                            + row.get(1));
        }
        return ((Number) row.get(0)).intValue();
    }

    InputException wordsAmongNumbers(Relation.Column column, long numbers, long values) throws SQLException {
        FeatureSql sql = sql(column);
        String expected = "a number was expected, as " + numbers + " of " + values + " values are numbers";
        String isOther = sql.value(Kind.NUMBER) + " IS NOT NULL AND nullif(" + sql.number() + ", 'nan') IS NULL";
        return otherValue(column, isOther, expected);
    }

    InputException wordsAmongDates(Relation.Column column, long dates, long values) throws SQLException {
        FeatureSql sql = sql(column);
        String expected = "a date was expected, as " + dates + " of " + values + " values are dates";
        return otherValue(column, sql.value(Kind.DATE) + " IS NOT NULL AND " + sql.day() + " IS NULL", expected);
    }

    private InputException otherValue(Relation.Column column, String isOther, String expected) throws SQLException {
        List<TablePlaces.Place> places = this.places.where(column, isOther);
        if (places.isEmpty()) {
            return of(column, expected + "; " + takesAllForWords(column));
        }
        TablePlaces.Place place = places.get(0);
        String found = place.value().replaceAll("^'|'$", "");
        Optional<MarkedNumbers> marked = MarkedNumbers.of(List.of(found));
        if (marked.isPresent()) {
            return at(
                    column,
                    place,
                    "a plain number was expected, but found '" + found + "'; "
                            + marked.get().advice(column.name()));
        }
        String header = place.row() == 1 && !relation.isNamed()
                ? "; " + ReadOption.HEADER.of(true) + " takes the first line for names"
                : "";
        return at(
                column,
                place,
                expected + ", but found " + place.value() + "; " + ReadOption.NA_VALUES.of(found)
                        + " says that nothing is there, " + takesAllForWords(column) + header);
    }

    /** The first value that is not what the column holds. */
    InputException wrongValue(Relation.Column column, SourceColumn source) throws SQLException {
        String wrong = sql(column.named(source.name())).features(source, false).stream()
                .map(number -> "isinf(" + number + ")")
                .collect(Collectors.joining(" OR "));
        List<TablePlaces.Place> found = places.where(column, wrong);
        String expected = switch (source.kind()) {
            case NUMBER -> "a finite number";
            case FLAG -> "true or false";
            case DATE -> "a date";
            case CATEGORY -> "a word";
            case VECTOR -> "a vector of " + source.length() + " finite numbers";
        };
        return found.isEmpty()
                ? of(column, "a number is too large")
                : at(
                        column,
                        found.get(0),
                        expected + " was expected, but found " + found.get(0).value()
                                + (source.kind() == Kind.DATE ? writtenDates(column) : ""));
    }

    private String writtenDates(Relation.Column column) {
        return relation.notation()
                .dateFormat(column.name())
                .map(format -> "; the format of " + ReadOption.DATE_FORMAT + " is " + format)
                .orElse("; dates are read as 2024-12-31 (ISO 8601), or as " + ReadOption.DATE_FORMAT + " says of "
                        + ReadOption.DATES);
    }

    /** The first number that is finite, but not in float. */
    private InputException tooLarge(Relation.Column column, SourceColumn source) throws SQLException {
        String large = sql(column.named(source.name())).features(source, false).stream()
                .map(number -> "abs(" + number + ") > " + Float.MAX_VALUE)
                .collect(Collectors.joining(" OR "));
        List<TablePlaces.Place> found = places.where(column, large);
        String problem = NumberField.TOO_LARGE;
        return found.isEmpty()
                ? of(column, "a number" + problem)
                : at(column, found.get(0), found.get(0).value() + problem);
    }

    private InputException unseen(Relation.Column column, SourceColumn source) throws SQLException {
        List<TablePlaces.Place> found =
                places.where(column, sql(column).features(source, false).get(0) + " = " + FeatureSql.UNSEEN);
        String problem = "the training had " + TableColumns.some(source.categories()) + ", but found "
                + found.get(0).value() + "; " + ReadOption.UNSEEN.of(Unseen.ZERO)
                + " lets such a value count for nothing";
        return at(column, found.get(0), problem);
    }

    private InputException noLabel(Relation.Column column) throws SQLException {
        List<TablePlaces.Place> found =
                places.where(column, relation.sql(column).label() + " IS NULL");
        String problem = found.isEmpty()
                        || found.get(0).value().equals("nothing")
                        || found.get(0).value().equals("''")
                ? "a label was expected, but there is none"
                : "a label was expected, but found " + found.get(0).value() + ", which means that there is none";
        String remedy =
                problem + (isTraining ? "; " + ReadOption.MISSING.of(Missing.DROP_ROW) + " leaves such rows out" : "");
        return found.isEmpty() ? of(column, remedy) : at(column, found.get(0), remedy);
    }

    /** The first place of a label. */
    private String placeOfLabel(String label) throws SQLException {
        Relation.Column column = columns.label().orElseThrow();
        List<TablePlaces.Place> found = places.where(column, sql(column).label() + " = " + DuckDb.text(label));
        return found.isEmpty() ? places.of(column) : places.of(column, found.get(0));
    }
}
