package io.github.softmax4j.formats;

import io.github.softmax4j.data.Spelling;

/** {@link Spelling} in SQL. */
final class SpellingSql {
    private SpellingSql() {}

    /**
     * Spells a text.
     *
     * @param text in SQL, without blanks around it; stands several times in the answer
     */
    static String of(String text) {
        return "(CASE WHEN regexp_full_match(" + text + ", '[+-]?0(\\.0*)?') THEN '0' WHEN regexp_full_match(" + text
                + ", '" + Spelling.WHOLE + "') THEN ltrim(regexp_replace(" + text + ", '\\.0*$', ''), '+') WHEN "
                + "regexp_full_match(" + text + ", '" + Spelling.OF_C + "') THEN "
                + ofC("TRY_CAST(" + text + " AS DOUBLE)", text)
                + " WHEN lower(" + text
                + ") IN ('true', 'false') THEN lower(" + text + ") ELSE " + text + " END)";
    }

    private static String ofC(String number, String text) {
        return "(CASE WHEN " + number + " = round(" + number + ") AND abs(" + number + ") < " + (long) Spelling.LARGEST
                + " THEN CAST(CAST(" + number + " AS BIGINT) AS VARCHAR) ELSE " + text + " END)";
    }
}
