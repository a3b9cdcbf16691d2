using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Csv;

/// <summary>Makes the component <c>csvAssemble</c>.</summary>
internal sealed class CsvAssemblerFactory : IPipelineComponentFactory
{
    private const string Component = "csvAssemble";

    /// <inheritdoc/>
    public string Name => Component;

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Assemble;

    /// <inheritdoc/>
    public string Description => "Writes the rows of XML documents as files of values between delimiters (CSV).";

    /// <inheritdoc/>
    public Type OptionsType => typeof(CsvAssembleOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) => [];

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var csv = (CsvAssembleOptions)options;
        CsvForm.CheckName(Component, "record", csv.Record);
        if (csv.Columns.Count > 0) CsvColumns.Of(Component, csv.Columns);
        var encoding = FlatFileDisassemblerFactory.EncodingOf(csv.Charset, Component) ?? Charsets.Utf8;
        return new CsvAssembler(csv, CsvForm.Of(Component, csv.Delimiter, csv.Quote), encoding);
    }
}
