using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Reads in which order a send port delivers.</summary>
internal sealed class OrderResolver(FilterNames names, ConfigurationProblems problems)
{
    /// <returns>Null if the port has no order, or there is a mistake, which has been added.</returns>
    public OrderModel? Resolve(OrderConfig? config)
    {
        if (config is null || config.Per.Length == 0) return null;
        if (config.Per == OrderConfig.Port)
        {
            if (config.Source.Find("groups") is not null)
                problems.Error(
                    config.Source.PlaceOf("groups"), "groups stands beside per: port.",
                    "All messages of the port are in one order, so there is one group.",
                    "Remove groups, or write a property as per.");
            return new OrderModel { OnFailure = config.OnFailure };
        }

        if (names.Find(config.Per) is { } property)
            return new OrderModel { Key = property.Key, Groups = config.Groups, OnFailure = config.OnFailure };
        var error = names.Unknown(config.Per, column: 1);
        problems.Error(config.Source.PlaceOf("per"), error.What, error.Why, error.Fix);
        return null;
    }
}
