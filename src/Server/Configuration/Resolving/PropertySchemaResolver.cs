using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Formats.Xml;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Makes property schemas of what is written and what their files hold.</summary>
internal sealed class PropertySchemaResolver(
    ApplicationFiles files, ISet<string> packed, ConfigurationProblems problems)
{
    private readonly PromotionPlaces _places = new(problems);
    private readonly List<ConfiguredPromotion> _promotions = [];

    private readonly List<(ConfiguredPromotion Promotion, YamlMapping Source)> _written = [];

    public IReadOnlyList<ConfiguredPromotion> Promotions => _promotions;

    /// <summary>The same, with where they stand.</summary>
    public IReadOnlyList<(ConfiguredPromotion Promotion, YamlMapping Source)> Written => _written;

    public PropertySchemaModel? Resolve(PropertySchemaConfig config)
    {
        if (config.File is null) return FromConfig(config);
        if (config.Namespace is not null)
        {
            problems.Error(config.Source.PlaceOf("namespace"), "namespace stands beside file.",
                "The file already gives the namespace.", "Remove one of them.");
        }

        packed.Add(config.File);
        if (Read(config.File, config.Source.PlaceOf("file")) is not { } schema) return null;
        foreach (var property in config.Properties) Promote(property, FromFile(property, schema, config.File));
        return schema with { Prefix = config.Prefix };
    }

    private PropertySchemaModel? Read(string path, SourcePlace place)
    {
        try
        {
            using var stream = files.Open(path);
            var document = PropertySchemaDocument.Read(stream, path);
            return new PropertySchemaModel("", document.Namespace, [.. document.Properties.Select(
                p => new PropertyModel(PropertyKey.Get(document.Namespace, p.Key), p.Value))]);
        }
        catch (ComponentConfigurationException e)
        {
            string line = e.Line is { } number ? $", line {number}," : "";
            problems.Error(place, $"{path}{line} is no property schema.", e.Message,
                "Correct the file, or write namespace: and properties: here.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Error(place, $"{path} cannot be read.", e.Message,
                "Correct the path; it is relative to this file.");
        }

        return null;
    }

    private PropertySchemaModel? FromConfig(PropertySchemaConfig config)
    {
        if (string.IsNullOrEmpty(config.Namespace))
        {
            problems.Error(config.Source.Place, $"The property schema has neither file nor namespace.",
                "A property is named by its namespace and name.", "Add file: PATH.xsd, or namespace: and properties:.");
            return null;
        }

        List<PropertyModel> properties = [];
        foreach (var property in config.Properties.Where(p => p.Name.Length > 0))
        {
            var model = new PropertyModel(PropertyKey.Get(config.Namespace, property.Name), KindOf(property.Type));
            properties.Add(model);
            Promote(property, model);
        }

        return new PropertySchemaModel(config.Prefix, config.Namespace, properties);
    }

    private PropertyModel? FromFile(PropertyConfig property, PropertySchemaModel schema, string file)
    {
        var model = schema.Properties.FirstOrDefault(p => p.Key.Name == property.Name);
        if (model is null)
        {
            string? near = Spelling.Nearest(property.Name, schema.Properties.Select(p => p.Key.Name));
            problems.Error(property.Source.PlaceOf("name"), $"The property {property.Name} is not in {file}.",
                "With a file, only properties of the file can be promoted here.",
                near is null ? "Add it to the file." : $"Write {near}.");
        }
        else if (property.Type is { } type && KindOf(type) != model.Kind)
        {
            problems.Error(property.Source.PlaceOf("type"), $"{file} gives {property.Name} another type.",
                $"There it is a {model.Kind}.", "Remove the type.");
        }

        return model;
    }

    private void Promote(PropertyConfig property, PropertyModel? model)
    {
        if (model is null) return;
        foreach (var promotion in property.Promote)
        {
            if (_places.PlaceOf(promotion) is not { } place) continue;
            var configured = new ConfiguredPromotion(
                promotion.MessageType, place.Path, model.Key, model.Kind, promotion.Promoted) { Form = place.Form };
            _promotions.Add(configured);
            _written.Add((configured, promotion.Source));
        }
    }

    private static PropertyValueKind KindOf(PropertyTypeConfig? type) => type switch
    {
        PropertyTypeConfig.Number => PropertyValueKind.Number,
        PropertyTypeConfig.Date => PropertyValueKind.Instant,
        PropertyTypeConfig.Boolean => PropertyValueKind.Boolean,
        _ => PropertyValueKind.String,
    };
}
