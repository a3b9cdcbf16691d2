using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Reads where messages of dynamic ports say their address, and which are allowed.</summary>
internal sealed class DynamicResolver(FilterNames names, ConfigurationProblems problems)
{
    /// <returns>Null if the port is static, or there is a mistake, which has been added.</returns>
    public DynamicModel? Resolve(DynamicConfig? config)
    {
        if (config is null) return null;
        var property = names.Find(config.Address);
        if (property is null)
        {
            var error = names.Unknown(config.Address, column: 1);
            problems.Error(config.Source.PlaceOf("address"), error.What, error.Why, error.Fix);
        }

        var allowed = new List<AllowedAddress>();
        foreach (string text in config.Allow)
        {
            if (AllowedAddress.TryParse(text) is { } one) allowed.Add(one);
            else
                problems.Error(
                    config.Source.PlaceOf("allow"), $"\"{text}\" is no address with a scheme, host and path.",
                    "A host may begin with *. and a path end with *; nothing else stands for others.",
                    "Write for example https://*.partner.example/in/* or file:///var/spool/out/*.");
        }

        if (config.Allow.Count == 0 && config.Source.Find("allow") is not null)
            problems.Error(config.Source.PlaceOf("allow"), "allow is empty.",
                "No message could be sent.", "Add the addresses that messages may name, or remove dynamic.");
        return property is null || allowed.Count == 0 ? null : new DynamicModel(property.Key, allowed);
    }
}
