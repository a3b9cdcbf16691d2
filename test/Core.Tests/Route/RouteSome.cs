using Viaduct.Core.Messages;
using Viaduct.Core.Route;

namespace Viaduct.Core.Tests.Route;

/// <summary>Filters and contexts that read as prose.</summary>
internal static class RouteSome
{
    private const string Orders = "urn:contoso:order-properties";

    public static readonly FilterNames Names = FilterNames.System.With(
    [
        Property("Total", PropertyValueKind.Number),
        Property("Region", PropertyValueKind.String),
        Property("Due", PropertyValueKind.Instant),
        Property("Express", PropertyValueKind.Boolean),
    ]);

    public static PropertyKey Key(string name) => PropertyKey.Get(Orders, name);

    public static Predicate Predicate(string filter)
    {
        var result = Filter.Parse(filter, Names);
        Assert.Empty(result.Errors);
        return result.Filter!.Predicate;
    }

    public static MessageContext Order(
        string? port = null, decimal? total = null, string? region = null, string? due = null, bool? express = null)
    {
        var context = new MessageContextBuilder();
        if (port is not null) context.Promote(SystemProperties.ReceivePortName, PropertyValue.From(port));
        if (total is { } t) context.Promote(Key("Total"), PropertyValue.From(t));
        if (region is not null) context.Promote(Key("Region"), PropertyValue.From(region));
        if (due is not null) context.Promote(Key("Due"), Instant(due));
        if (express is { } e) context.Promote(Key("Express"), PropertyValue.From(e));
        return context.Build();
    }

    public static PropertyValue Instant(string text)
    {
        Assert.True(PropertyText.TryParse(PropertyValueKind.Instant, text, out var value));
        return value;
    }

    private static FilterProperty Property(string name, PropertyValueKind kind) =>
        new("Order." + name, Key(name), kind);
}
