using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Maps;

/// <summary>Stylesheets, and what running them gives.</summary>
internal static class Xslt
{
    /// <summary>A stylesheet in the form that BizTalk's mapper gives, with this content.</summary>
    public static string Of(
        string content, string output = "<xsl:output omit-xml-declaration=\"yes\" method=\"xml\" />") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:msxsl="urn:schemas-microsoft-com:xslt"
          xmlns:var="http://schemas.microsoft.com/BizTalk/2003/var" exclude-result-prefixes="msxsl var s0 userCSharp"
          version="1.0" xmlns:s0="urn:order" xmlns:ns0="urn:invoice"
          xmlns:userCSharp="http://schemas.microsoft.com/BizTalk/2003/userCSharp">
        {output}
        {content}
        </xsl:stylesheet>
        """;

    /// <summary>One template for the root element Order, with what it gives.</summary>
    public static string Order(string result, string output = "<xsl:output omit-xml-declaration=\"yes\" />") => Of(
        $"""
        <xsl:template match="/"><xsl:apply-templates select="/s0:Order" /></xsl:template>
        <xsl:template match="/s0:Order">{result}</xsl:template>
        """,
        output);

    public static IMap Map(string stylesheet, MapModel? model = null, MemoryPackage? files = null) =>
        Create(model ?? new MapModel("maps/m.xsl"), (files ?? new MemoryPackage()).Add("maps/m.xsl", stylesheet));

    public static IMap Create(MapModel model, IPackageFiles files, params ConfiguredPromotion[] promotions) =>
        MapKinds.All.Single(kind => model.File.EndsWith(kind.Extension, StringComparison.Ordinal))
            .Create(model, new ComponentResources(files, promotions));

    public static ComponentConfigurationException Refused(string stylesheet, MemoryPackage? files = null) =>
        Assert.Throws<ComponentConfigurationException>(() => Map(stylesheet, null, files));

    public static async Task<PipelineMessage> GoodAsync(
        this IMap map, string document, PipelineLimits? limits = null) =>
        await map.GoodAsync(Documents.Message(document), limits);

    public static async Task<PipelineMessage> GoodAsync(
        this IMap map, PipelineMessage message, PipelineLimits? limits = null)
    {
        var failure = await map.MapAsync(message, new RunContext(limits), default);
        Assert.Null(failure?.ToString());
        return message;
    }

    public static async Task<Failure> BadAsync(this IMap map, string document, PipelineLimits? limits = null)
    {
        var message = Documents.Message(document, "text/xml");
        var body = message.Body;
        var failure = await map.MapAsync(message, new RunContext(limits), default);
        Assert.NotNull(failure);
        Assert.Same(body, message.Body);
        Assert.Equal("text/xml", message.ContentType);
        return failure;
    }

    public static string TypeOf(this PipelineMessage message) =>
        message.Context[SystemProperties.MessageType].ToString();
}
