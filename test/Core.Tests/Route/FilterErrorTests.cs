using Viaduct.Core.Route;

namespace Viaduct.Core.Tests.Route;

public class FilterErrorTests
{
    [Theory]
    [InlineData("", "column 1: The filter is empty. Why: An empty filter would match nothing. "
        + "Fix: Remove the key filter, or write a condition.")]
    [InlineData("receivePort = \"a\"", "column 13: = is not part of the filter language. "
        + "Why: Filters have ==, !=, <, <=, >, >=, exists, and, or, and parentheses. Fix: Write == to compare.")]
    [InlineData("exists Order.Total && exists Order.Due", "column 20: && is not part of the filter language. "
        + "Why: Filters have ==, !=, <, <=, >, >=, exists, and, or, and parentheses. Fix: Write and.")]
    [InlineData("exists Order.Total AND exists Order.Due", "column 20: The filter should end before AND. "
        + "Why: Two comparisons are joined by and or or. Fix: Write and in small letters.")]
    [InlineData("not Order.Total == 1", "column 1: not is not part of the filter language. "
        + "Why: A comparison with a missing property is false, so the opposite of a condition would mislead. "
        + "Fix: Write the opposite comparison, for example != instead of ==.")]
    [InlineData("Order.Total > \"100\"", "column 15: \"100\" does not fit Order.Total. "
        + "Why: The property is a number. Fix: Write 100 without quotes.")]
    [InlineData("Order.Total > many", "column 15: A value is missing before many. "
        + "Why: A property is compared with a text in quotes, a number, true or false, never with another property. "
        + "Fix: Write \"many\" if it is a text.")]
    [InlineData("Order.Total > 1,5", "column 16: , is not part of the filter language. "
        + "Why: Filters have ==, !=, <, <=, >, >=, exists, and, or, and parentheses. "
        + "Fix: Remove it, or put it in quotes if it belongs to a text.")]
    [InlineData("Order.Region == 5", "column 17: 5 does not fit Order.Region. "
        + "Why: The property is a text. Fix: Write \"5\" in quotes.")]
    [InlineData("Order.Due > '31.1.2026'", "column 13: \"31.1.2026\" does not fit Order.Due. "
        + "Why: The property is a point in time. "
        + "Fix: Write it in quotes as \"2026-01-31\" or \"2026-01-31T10:00:00+01:00\"; without an offset it is UTC.")]
    [InlineData("Order.Express > true", "column 17: Order.Express has no order. "
        + "Why: It is true or false, and those are compared with == and != only. "
        + "Fix: Write Order.Express == true or Order.Express == false.")]
    [InlineData("Order.Totl > 1", "column 1: The property Order.Totl is not known. "
        + "Why: The prefix Order has no property of that name. Fix: Write Order.Total.")]
    [InlineData("Invoice.Amount > 1", "column 1: The property Invoice.Amount is not known. "
        + "Why: The prefix Invoice is not declared. Fix: Declare Invoice under propertySchemas of the application.")]
    [InlineData("recievePort == 'a'", "column 1: The property recievePort is not known. "
        + "Why: A name without a prefix can only be receivePort, sendPort or messageType. Fix: Write receivePort.")]
    [InlineData("BTS.ReceiveLocationName == 'a'", "column 1: BTS.ReceiveLocationName cannot be routed on. "
        + "Why: The property is written, not promoted, and filters see promoted properties only. "
        + "Fix: Use receivePort, or BTS.InboundTransportLocation: the location's address, of a FILE location its "
        + "folder and mask.")]
    [InlineData("100 < Order.Total", "column 1: A comparison cannot begin with 100. "
        + "Why: The property stands left, the value right. "
        + "Fix: Write the property first, for example Order.Total > 100.")]
    [InlineData("receivePort == \"a", "column 16: The text has no closing quote. "
        + "Why: It begins here with \" and goes on to the end of the filter. Fix: Add \" where the text ends.")]
    [InlineData("receivePort == 'C:\\orders'", "column 19: The backslash begins no escape. "
        + "Why: In a text only \\\\ \\\" \\' \\n \\r \\t and \\u with four hexadecimal digits are escapes. "
        + "Fix: Write \\\\ for a backslash.")]
    [InlineData("(exists Order.Total", "column 20: A ) is missing before the end of the filter. "
        + "Why: The ( at column 1 is not closed. Fix: Add ) where the group ends.")]
    [InlineData("exists Order.Total)", "column 19: The filter should end before ). "
        + "Why: It closes a ( that was never opened. Fix: Remove it, or add the missing (.")]
    [InlineData("exists Order.Total or", "column 22: A comparison is missing before the end of the filter. "
        + "Why: Here a property, exists or ( must follow. Fix: Complete the filter, or remove what is left over.")]
    [InlineData("Order.Total == 1\0", "column 17: U+0000 is not part of the filter language. "
        + "Why: Filters have ==, !=, <, <=, >, >=, exists, and, or, and parentheses. "
        + "Fix: Remove it, or put it in quotes if it belongs to a text.")]
    public void Parse_OneMistake_SaysWhereWhatWhyAndFix(string filter, string expected)
    {
        var result = Filter.Parse(filter, RouteSome.Names);
        Assert.Null(result.Filter);
        Assert.Equal(expected, Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void Parse_SeveralMistakesInNamesAndValues_ReportsAll()
    {
        var result = Filter.Parse("Order.Totl > 1 and Order.Total == 'x' and receiveport == 'a'", RouteSome.Names);
        Assert.Equal([1, 35, 43], result.Errors.Select(e => e.Column));
    }

    [Fact]
    public void Parse_TooLong_IsRefused()
    {
        string filter = "exists Order.Total" + new string(' ', FilterLimits.TextLength);
        var error = Assert.Single(Filter.Parse(filter, RouteSome.Names).Errors);
        Assert.Equal("The filter has 16,402 characters.", error.What);
    }

    [Fact]
    public void Parse_TooDeep_IsRefused()
    {
        string open = new('(', 65);
        string filter = open + "exists Order.Total" + new string(')', 65);
        var error = Assert.Single(Filter.Parse(filter, RouteSome.Names).Errors);
        Assert.Equal((65, "The parentheses are nested more than 64 deep."), (error.Column, error.What));
        RouteSome.Predicate(open[1..] + "exists Order.Total" + new string(')', 64));
    }

    [Fact]
    public void Parse_TooManyComparisons_IsRefused()
    {
        string Filters(int count) => string.Join(" or ", Enumerable.Repeat("sendPort>''", count));
        RouteSome.Predicate(Filters(1_000));
        var error = Assert.Single(Filter.Parse(Filters(1_001), RouteSome.Names).Errors);
        Assert.Equal("The filter has more than 1,000 comparisons.", error.What);
    }

    [Fact]
    public void Parse_TextLongerThanAnyPromotedValue_IsRefused()
    {
        var error = Assert.Single(Filter.Parse($"receivePort == '{new string('a', 1_025)}'", RouteSome.Names).Errors);
        Assert.Equal("The text has 1,025 characters.", error.What);
    }
}
