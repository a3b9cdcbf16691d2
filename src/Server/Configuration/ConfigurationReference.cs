using Viaduct.Core.Hosting;
using Viaduct.Server.Configuration.Reference;

namespace Viaduct.Server.Configuration;

/// <summary>What the code says about the configuration, for editors and people.</summary>
public static class ConfigurationReference
{
    /// <summary>The JSON Schema (draft 2020-12) of configuration files.</summary>
    public static string JsonSchema(RuntimeCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return JsonSchemaWriter.Write(catalog);
    }

    /// <summary>The reference page, in Markdown.</summary>
    public static string Markdown(RuntimeCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return ReferencePage.Write(catalog);
    }

    /// <summary>The reference page of the properties and of the macros of file names, in Markdown.</summary>
    public static string Properties(RuntimeCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return PropertiesPage.Write(catalog);
    }

    /// <summary>Every key with its place, form, default and meaning.</summary>
    public static IReadOnlyList<ConfigurationKey> Keys(RuntimeCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return KeyList.Of(catalog);
    }
}
