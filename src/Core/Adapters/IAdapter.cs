namespace Viaduct.Core.Adapters;

/// <summary>
/// Describes an adapter. It also implements <see cref="IReceiveAdapter"/>, <see cref="ISendAdapter"/> or both.
/// </summary>
public interface IAdapter
{
    /// <summary>The key in configuration, lower case, for example <c>file</c>.</summary>
    string Name { get; }

    /// <summary>The transport type as it stands in the context, for example <c>FILE</c>.</summary>
    string TransportType { get; }

    /// <summary>One sentence for the reference page.</summary>
    string Description { get; }

    /// <summary>
    /// The properties that the adapter sets or reads, with their prefix in filters, for example <c>FILE</c>.
    /// </summary>
    IReadOnlyList<AdapterProperty> Properties { get; }
}
