using FsCheck;
using FsCheck.Fluent;
using Viaduct.Core.Route;

namespace Viaduct.Core.Tests.Route;

public class FilterFuzzTests
{
    private static readonly int TestCount =
        Environment.GetEnvironmentVariable("VIADUCT_LONG") is null ? 3_000 : 100_000;

    private static readonly string[] Words =
    [
        "receivePort", "Order.Total", "Order.Due", "Order.Express", "Order.Region", "Nope.X", "x", "==", "!=", "<",
        "<=", ">", ">=", "=", "(", ")", "and", "or", "not", "exists", "true", "\"a\"", "'b", "'2026-01-31'", "1",
        "-1.5", "1e999",
        "&&", "\\", "\"\\u00", "\0", "🎉", "\ud800", "\t", "99999999999999999999999999999999", "..", ".5", "-",
    ];

    [Fact]
    public void Parse_AnyText_IsAFilterOrErrors() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(TestCount),
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), AnswersOrRefuses));

    [Fact]
    public void Parse_AnyWords_IsAFilterOrErrors()
    {
        var filters = Gen.Elements(Words).ListOf().Select(words => string.Join(' ', words));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(TestCount),
            Prop.ForAll(filters.ToArbitrary(), AnswersOrRefuses));
    }

    private static bool AnswersOrRefuses(string? text)
    {
        var result = Filter.Parse(text ?? "", RouteSome.Names);
        bool placed = result.Errors.All(e => e.Column >= 1 && e.Column <= (text ?? "").Length + 1
            && e.What.Length > 0 && e.Why.Length > 0 && e.Fix.Length > 0);
        if (result.Filter is null) return result.Errors.Count > 0 && placed;

        // A filter that was read can be written and read again.
        string written = result.Filter.Predicate.ToString()!;
        return result.Errors.Count == 0
            && Filter.Parse(written, RouteSome.Names).Filter?.Predicate.ToString() == written;
    }
}
