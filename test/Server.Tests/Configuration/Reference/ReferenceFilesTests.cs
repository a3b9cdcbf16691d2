using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Server.Api;
using Viaduct.Server.Configuration;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Reference;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration.Reference;

/// <summary>
/// The files that are generated from the code are those that the code gives. After a change, run these tests with
/// <c>VIADUCT_REGENERATE=1</c>: they write the files.
/// </summary>
public class ReferenceFilesTests
{
    [Fact]
    public void ReferencePage_IsWhatTheCodeGives() =>
        Check("docs/reference/configuration.md", ConfigurationReference.Markdown(ViaductCatalog.All));

    [Fact]
    public void JsonSchema_IsWhatTheCodeGives() =>
        Check("docs/reference/viaduct.schema.json", ConfigurationReference.JsonSchema(ViaductCatalog.All));

    [Fact]
    public void PropertiesPage_IsWhatTheCodeGives() =>
        Check("docs/reference/properties.md", ConfigurationReference.Properties(ViaductCatalog.All));

    [Fact]
    public void OpenApiDocument_IsWhatTheCodeGives() => Check(
        "docs/reference/openapi.json",
        ApiDescription.Write(new RecordDocs(Path.Combine(AppContext.BaseDirectory, "Viaduct.Client.xml"))));

    [Fact]
    public void SchemaOfDrillReports_IsWhatTheCodeGives() => Check(
        "docs/reference/drill-report.schema.json",
        ReportSchema.Write(new RecordDocs(Path.Combine(AppContext.BaseDirectory, "Viaduct.Client.xml"))));

    [Fact]
    public void AdminApiPage_IsWhatTheCodeGives() => Check("docs/reference/admin-api.md", ApiPage.Write());

    [Fact]
    public void PropertiesPage_HasEverySystemProperty()
    {
        var all = typeof(SystemProperties).GetFields().Where(field => field.FieldType == typeof(PropertyKey))
            .Select(field => (PropertyKey)field.GetValue(null)!);
        Assert.Equal(
            all.Select(key => key.Name).Order(StringComparer.Ordinal),
            PropertiesPage.System.Select(property => property.Key.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryOption_HasADescription()
    {
        var records = ViaductCatalog.All.Components.Select(c => c.OptionsType)
            .Concat(ViaductCatalog.All.Adapters.OfType<IReceiveAdapter>().Select(a => a.ReceiveOptionsType))
            .Concat(ViaductCatalog.All.Adapters.OfType<ISendAdapter>().Select(a => a.SendOptionsType))
            .Append(typeof(GroupConfig)).Append(typeof(ApplicationConfig));
        List<string> without = [];
        foreach (var record in records) Collect(record, without);
        Assert.Empty(without);
    }

    private static void Collect(Type record, List<string> without)
    {
        foreach (var option in RecordShape.Of(record).Options)
        {
            if (string.IsNullOrWhiteSpace(option.About?.Description))
                without.Add($"{record.Name}.{option.Property.Name}");
            var type = option.Type.Item ?? option.Type;
            if (type.Kind == OptionKind.Record) Collect(type.Type, without);
        }
    }

    private static void Check(string path, string expected)
    {
        string file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("VIADUCT_REGENERATE") is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        string actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(actual == expected,
            $"{path} is not what the code gives. Run this test with VIADUCT_REGENERATE=1 and commit the file.");
    }
}
