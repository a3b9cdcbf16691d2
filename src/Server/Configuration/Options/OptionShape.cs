using System.Reflection;
using Viaduct.Core.Model;

namespace Viaduct.Server.Configuration.Options;

/// <summary>One key of a record: what may stand there.</summary>
/// <param name="Key">The key in configuration.</param>
/// <param name="Property">The property that it fills.</param>
/// <param name="Type">The form of its values.</param>
/// <param name="IsRequired">It must be given.</param>
/// <param name="Default">The property's value if it is not given; null if there is none.</param>
/// <param name="About">Description and limits.</param>
internal sealed record OptionShape(
    string Key, PropertyInfo Property, OptionType Type, bool IsRequired, object? Default, OptionAttribute? About);
