using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>An example for each annotation that has an effect.</summary>
internal static class AnnotationExamples
{
    private const string Commas = "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"infix\" ";
    private const string AB = "<Root><A>1</A><B>2</B></Root>";
    private const string Fixed = "structure=\"positional\" ";
    private const string Optional = "minOccurs=\"0\"";

    public static readonly IReadOnlyList<AnnotationExample> All =
    [
        Info("codepage", "The code page of files without a byte order mark.", "65001, UTF-8", "codepage=\"65001\"",
            "é,2", "<Root><A>é</A><B>2</B></Root>"),
        Info("root_reference", "The root element.", "the first element with a recordInfo",
            "root_reference=\"Root\"", "1,2", AB),
        One("schemaInfo", "default_child_delimiter, child_delimiter_type",
            "The delimiter of records whose `child_delimiter_type` is `default`.", "none",
            "default_child_delimiter=\";\" child_delimiter_type=\"char\"",
            Schema("default_child_delimiter=\";\" child_delimiter_type=\"char\"", Record(
                "Root", "child_delimiter_type=\"default\" child_order=\"infix\"", Fields("A", "B"))), "1;2", AB),
        One("schemaInfo", "default_child_order", "The order of records whose `child_order` is `default`.",
            "prefix with a tag, else infix", "default_child_order=\"postfix\"",
            Schema("default_child_order=\"postfix\"", Record(
                "Root", "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"default\"",
                Fields("A", "B"))), "1,2,", AB),
        One("schemaInfo", "default_escape_char, escape_char_type", "The escape character of records whose "
            + "`escape_char_type` is `default`.", "none", "default_escape_char=\"\\\" escape_char_type=\"char\"",
            Schema("default_escape_char=\"\\\" escape_char_type=\"char\"", Record(
                "Root", Commas + "escape_char_type=\"default\"", Fields("A", "B"))),
            "a\\,b,2", "<Root><A>a,b</A><B>2</B></Root>"),
        One("schemaInfo", "default_wrap_char, wrap_char_type", "The wrap character of fields whose `wrap_char_type` "
            + "is `default`.", "none", "default_wrap_char=\"0x27\" wrap_char_type=\"hex\"",
            Schema("default_wrap_char=\"0x27\" wrap_char_type=\"hex\"", Record(
                "Root", Commas, Field("A", "wrap_char_type=\"default\""), Field("B"))),
            "'a,b',2", "<Root><A>a,b</A><B>2</B></Root>"),
        One("schemaInfo", "default_repeating_delimiter, repeating_delimiter_type", "The repeating delimiter of "
            + "records whose `repeating_delimiter_type` is `default`.", "none",
            "default_repeating_delimiter=\"~\" repeating_delimiter_type=\"char\"",
            Schema("default_repeating_delimiter=\"~\" repeating_delimiter_type=\"char\"", Record(
                "Root", Commas + "repeating_delimiter_type=\"default\"",
                Field("A", "", "maxOccurs=\"unbounded\""), Field("B"))),
            "1~2,3", "<Root><A>1</A><A>2</A><B>3</B></Root>"),
        One("schemaInfo", "default_pad_char, pad_char_type", "What fills fields without a `pad_char` up.", "a blank",
            "default_pad_char=\"_\" pad_char_type=\"char\"",
            Schema("default_pad_char=\"_\" pad_char_type=\"char\"", Record(
                "Root", Fixed, Field("A", "pos_length=\"4\""))), "ab__", "<Root><A>ab</A></Root>"),
        One("schemaInfo", "count_positions_by_byte", "Offsets and lengths count bytes, not characters.", "false",
            "count_positions_by_byte=\"true\"", Schema("count_positions_by_byte=\"true\"", Record(
                "Root", Fixed, Field("A", "pos_length=\"4\""), Field("B", "pos_length=\"1\""))),
            "aé 2", "<Root><A>aé</A><B>2</B></Root>"),
        One("schemaInfo", "parser_optimization", "`complexity`: optional parts leave to required ones what these need; "
            + "`speed`: they take what comes.", "speed", "parser_optimization=\"complexity\"",
            Schema("parser_optimization=\"complexity\"", Record(
                "Root", Commas, Field("A", "", Optional), Field("O", "", Optional), Field("B"))), "1,2", AB),
        One("schemaInfo", "suppress_empty_nodes", "Empty elements are left out of the XML.", "false",
            "suppress_empty_nodes=\"true\"", Schema("suppress_empty_nodes=\"true\"", Record(
                "Root", Commas, Field("A"), Field("O", "", Optional), Field("B"))), "1,,2", AB),
        One("schemaInfo", "generate_empty_nodes", "What a document leaves out is written as if it were empty, with its "
            + "delimiter; with `false` without.", "true", "generate_empty_nodes=\"false\"",
            Schema("generate_empty_nodes=\"false\" suppress_empty_nodes=\"true\"", Record(
                "Root", Commas, Field("A"), Field("O"), Field("B"))), "1,,2", AB, "1,2"),
        One("schemaInfo", "lookahead_depth", "How many parts BizTalk looks ahead for one that fits, 0 for all. Here as "
            + "many as it takes: files that a depth makes ambiguous are read as with 0.", "3", "lookahead_depth=\"1\"",
            Schema("parser_optimization=\"complexity\" lookahead_depth=\"1\"", Record(
                "Root", Commas, Field("A", "", Optional), Field("O", "", Optional), Field("P", "", Optional),
                Field("Q", "", Optional), Field("B"))), "1,2", AB),
        Info("case", "Values are written in `upper` or `lower` case; tags and what is read stay as they are.",
            "as they are", "case=\"upper\"", "ab,Ñé", "<Root><A>ab</A><B>Ñé</B></Root>") with { Written = "AB,ÑÉ" },
        One("schemaInfo", "allow_early_termination", "Positional records may end early; fields behind the end are "
            + "empty.", "false", "allow_early_termination=\"true\"",
            Schema("allow_early_termination=\"true\"", Record(
                "Root", Fixed, Field("A", "pos_length=\"2\""), Field("B", "pos_length=\"2\"", Optional))),
            "1", "<Root><A>1</A><B /></Root>", "1   "),
        One("schemaInfo", "early_terminate_optional_fields", "Optional fields behind an early end are left out.",
            "false", "allow_early_termination=\"true\" early_terminate_optional_fields=\"true\"",
            Schema("allow_early_termination=\"true\" early_terminate_optional_fields=\"true\"", Record(
                "Root", Fixed, Field("A", "pos_length=\"2\""), Field("B", "pos_length=\"2\"", Optional))),
            "1 ", "<Root><A>1</A></Root>"),
        One("recordInfo", "structure", "`delimited` or `positional`.", "delimited; in a positional record positional",
            "structure=\"positional\"", Schema("", Record(
                "Root", Fixed, Field("A", "pos_length=\"1\""), Field("B", "pos_length=\"1\""))), "12", AB),
        One("recordInfo", "child_delimiter, child_delimiter_type", "What separates the parts: text (`char`), "
            + "hexadecimal numbers (`hex`) or the schema's (`default`).", "nothing",
            "child_delimiter=\"0x3B\" child_delimiter_type=\"hex\"", Schema("", Record(
                "Root", "child_delimiter=\"0x3B\" child_delimiter_type=\"hex\"", Fields("A", "B"))), "1;2", AB),
        One("recordInfo", "child_order", "Where the delimiters stand: `prefix`, `infix`, `postfix` or `default`.",
            "prefix with a tag, else infix", "child_order=\"prefix\"", Schema("", Record(
                "Root", "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"prefix\"",
                Fields("A", "B"))), ",1,2", AB),
        One("recordInfo", "tag_name", "What the record begins with; in positional records part of the data.", "nothing",
            "tag_name=\"R:\"", Schema("", Record("Root", Commas + "tag_name=\"R:\"", Fields("A", "B"))), "R:1,2", AB),
        One("recordInfo", "tag_offset", "Where the tag of a positional record is.", "0",
            "tag_name=\"T\" tag_offset=\"1\"", Schema("", Record("Root", Fixed + "tag_name=\"T\" tag_offset=\"1\"",
                Field("A", "pos_length=\"1\""), Field("B", "pos_offset=\"1\" pos_length=\"1\""))), "1T2", AB),
        One("recordInfo", "repeating_delimiter, repeating_delimiter_type", "What separates the occurrences of a "
            + "repeating field.", "the delimiter", "repeating_delimiter=\"~\" repeating_delimiter_type=\"char\"",
            Schema("", Record(
                "Root", Commas + "repeating_delimiter=\"~\" repeating_delimiter_type=\"char\"",
                Field("A", "", "maxOccurs=\"2\""), Field("B"))),
            "1~2,3", "<Root><A>1</A><A>2</A><B>3</B></Root>"),
        One("recordInfo", "escape_char, escape_char_type", "Makes the next character data.", "none",
            "escape_char=\"?\" escape_char_type=\"char\"", Schema("", Record(
                "Root", Commas + "escape_char=\"?\" escape_char_type=\"char\"", Fields("A", "B"))),
            "a?,b,2", "<Root><A>a,b</A><B>2</B></Root>"),
        One("recordInfo", "preserve_delimiter_for_empty_data", "Empty parts in front of others keep their delimiters "
            + "when written.", "true", "preserve_delimiter_for_empty_data=\"false\"", Schema("", Record(
                "Root", Commas + "preserve_delimiter_for_empty_data=\"false\"", Field("A"), Field("O"), Field("B"))),
            "1,,2", "<Root><A>1</A><O /><B>2</B></Root>", "1,2"),
        One("recordInfo", "suppress_trailing_delimiters", "Delimiters of empty parts at the end are not written.",
            "false", "suppress_trailing_delimiters=\"true\"", Schema("", Record(
                "Root", Commas + "suppress_trailing_delimiters=\"true\"", Field("A"), Field("B"), Field("C"))),
            "1,,", "<Root><A>1</A><B /><C /></Root>", "1"),
        One("recordInfo, fieldInfo", "sequence_number", "The order in the flat file, attributes and elements mixed.",
            "the order of the schema, attributes first", "sequence_number=\"2\"", Schema("", Record(
                "Root", Commas, Field("A"), Attribute("b"))), "1,2", "<Root b=\"2\"><A>1</A></Root>"),
        One("fieldInfo", "pos_length", "How long a positional field is.", "0", "pos_length=\"3\"",
            Schema("", Record("Root", Fixed, Field("A", "pos_length=\"3\""))), "ab ", "<Root><A>ab</A></Root>"),
        One("fieldInfo", "pos_offset", "How much is skipped in front of a positional field.", "0", "pos_offset=\"2\"",
            Schema("", Record("Root", Fixed, Field("A", "pos_offset=\"2\" pos_length=\"1\""))), "xx1",
            "<Root><A>1</A></Root>", "  1"),
        One("fieldInfo", "justification", "`left` or `right`: where the value stands, and where pad characters do not.",
            "left", "justification=\"right\"", Schema("", Record(
                "Root", Fixed, Field("A", "pos_length=\"4\" justification=\"right\""))), "  12",
            "<Root><A>12</A></Root>"),
        One("fieldInfo", "pad_char, pad_char_type", "What fills the field up.", "the schema's",
            "pad_char=\"0\" pad_char_type=\"char\"", Schema("", Record("Root", Fixed, Field(
                "A", "pos_length=\"4\" justification=\"right\" pad_char=\"0\" pad_char_type=\"char\""))), "0012",
            "<Root><A>12</A></Root>"),
        One("fieldInfo", "min_length_with_pad", "How long a delimited field is at least when written.", "0",
            "min_length_with_pad=\"3\"", Schema("", Record(
                "Root", Commas, Field("A", "min_length_with_pad=\"3\""), Field("B"))), "1  ,2", AB),
        One("fieldInfo", "wrap_char, wrap_char_type", "Stands around values; written around all but empty ones.",
            "none", "wrap_char=\"'\" wrap_char_type=\"char\"", Schema("", Record(
                "Root", Commas, Field("A", "wrap_char=\"'\" wrap_char_type=\"char\""), Field("B"))),
            "'it''s',2", "<Root><A>it's</A><B>2</B></Root>"),
        One("element, attribute", "default, fixed", "The value of a required field that a written document leaves out; "
            + "not with `suppress_empty_nodes` or `allow_early_termination`. Read fields stay as they are.",
            "an empty field", "default=\"x\"", Schema("", Record(
                "Root", Commas, Field("A"), Field("B", "", "default=\"x\""))), "1,2", AB) with
            {
                Document = "<Root><A>1</A></Root>", Written = "1,x",
            },
        One("fieldInfo", "datetime_format", "The format of a date, time or dateTime, as .NET writes it.", "as in XML",
            "datetime_format=\"ddMMyy\"", Schema("", Record(
                "Root", Commas, Field("A", "datetime_format=\"ddMMyy\"", "", "xs:date"))), "311224",
            "<Root><A>2024-12-31</A></Root>"),
    ];

    private static AnnotationExample Info(
        string name, string meaning, string unset, string shown, string file, string xml) =>
        One("schemaInfo", name, meaning, unset, shown,
            Schema(shown, Record("Root", Commas, Fields("A", "B"))), file, xml);

    private static AnnotationExample One(
        string place,
        string name,
        string meaning,
        string unset,
        string shown,
        string schema,
        string file,
        string xml,
        string? written = null) => new()
    {
        Place = place,
        Name = name,
        Meaning = meaning,
        Default = unset,
        Shown = shown,
        Schema = schema,
        File = file,
        Xml = xml,
        Written = written,
    };
}
