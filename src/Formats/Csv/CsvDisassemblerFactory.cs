using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Csv;

/// <summary>Makes the component <c>csv</c>.</summary>
internal sealed class CsvDisassemblerFactory : IPipelineComponentFactory
{
    private const string Component = "csv";

    /// <inheritdoc/>
    public string Name => Component;

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Disassemble;

    /// <inheritdoc/>
    public string Description =>
        "Turns files of values between delimiters (CSV) into XML by the names of their columns, without a schema.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(CsvOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) => [];

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var csv = (CsvOptions)options;
        CsvForm.CheckName(Component, "record", csv.Record);
        if (csv.Root.Length > 0) CsvForm.CheckName(Component, "root", csv.Root);
        if (!csv.Header && csv.Columns.Count == 0)
            throw new ComponentConfigurationException(
                "csv: header is false, and columns names no columns. Name them, or let the first row do it.");
        if (csv.Recoverable && csv.Root.Length > 0)
            throw new ComponentConfigurationException(
                "csv: recoverable is true, but with root all rows are one message, so there are no parts to be "
                    + "suspended alone. Leave one of them out.");
        var form = CsvForm.Of(Component, csv.Delimiter, csv.Quote);
        var columns = csv.Columns.Count == 0 ? null : CsvColumns.Of(Component, csv.Columns);
        var encoding = FlatFileDisassemblerFactory.EncodingOf(csv.Charset, Component) ?? Charsets.Utf8;
        var type = new DocumentType(csv.Namespace, csv.Root.Length > 0 ? csv.Root : csv.Record);
        return new CsvDisassembler(csv, new CsvPlan(encoding, form, type, columns, PlanOf(csv, type, resources)));
    }

    // A column is an element whose way is known.
    private static PromotionPlan? PlanOf(CsvOptions csv, DocumentType type, ComponentResources resources)
    {
        string way = $"/{{{type.Namespace}}}{type.Root}" + (csv.Root.Length > 0 ? $"/{{}}{csv.Record}" : "");
        var promotions = resources.Promotions
            .Where(one => one.MessageType == type.MessageType && one.Form != PromotionForm.Pointer)
            .Select(one => one.Form == PromotionForm.Path ? one : one with
            {
                Form = PromotionForm.Path, Path = $"{way}/{{}}{XmlConvert.EncodeLocalName(one.Path)}",
            });
        return SchemaCatalog.Load([], resources with { Promotions = [.. promotions] }).Find(type)?.Plan;
    }
}
