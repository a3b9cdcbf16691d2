using Viaduct.Adapters.Http.Listening;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Http;

/// <summary>Requests over HTTP, in and out. The README of this folder says what it guarantees.</summary>
internal sealed class HttpAdapter : IReceiveAdapter, ISendAdapter
{
    private readonly Listeners _listeners = new();

    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    public string TransportType => "HTTP";

    /// <inheritdoc/>
    public string Description =>
        "Takes requests over HTTP and answers them once they are stored, and sends messages as requests.";

    /// <inheritdoc/>
    public IReadOnlyList<AdapterProperty> Properties => HttpProperties.All;

    /// <inheritdoc/>
    public AdapterPlacement Placement => AdapterPlacement.NeedsLoadBalancer;

    /// <inheritdoc/>
    public Type ReceiveOptionsType => typeof(HttpReceiveOptions);

    /// <inheritdoc/>
    public void ValidateReceive(object options, ICollection<string> errors) =>
        ((HttpReceiveOptions)options).Validate(errors);

    /// <inheritdoc/>
    public IEnumerable<string> ReceiveWarnings(object options) => ((HttpReceiveOptions)options).Warnings();

    /// <inheritdoc/>
    public string ReceiveAddress(object options) => ((HttpReceiveOptions)options).Place.ToString();

    /// <inheritdoc/>
    public string? ConflictOf(object one, object other)
    {
        var (first, second) = ((HttpReceiveOptions)one, (HttpReceiveOptions)other);
        var (here, there) = (first.Place.Point, second.Place.Point);
        if (!here.Overlaps(there)) return null;
        if (here != there)
            return $"One listens at {here}, the other at {there}: both want port {here.Port} of the same addresses.";
        return first.Listener == second.Listener
            ? null
            : $"They share the listener {here} and state different options beneath listener.";
    }

    /// <inheritdoc/>
    public bool CanStartBeside(object before, object after)
    {
        var (old, next) = ((HttpReceiveOptions)before, (HttpReceiveOptions)after);
        var (here, there) = (old.Place.Point, next.Place.Point);
        // A listener takes changed options up in place; two sockets cannot have one port.
        return here == there || !here.Overlaps(there);
    }

    /// <inheritdoc/>
    public bool TakesRequests => true;

    /// <inheritdoc/>
    public IReceiver CreateReceiver(object options, ReceiverContext context) =>
        new HttpReceiver((HttpReceiveOptions)options, context, _listeners);

    /// <inheritdoc/>
    public Type SendOptionsType => typeof(HttpSendOptions);

    /// <inheritdoc/>
    public void ValidateSend(object options, ICollection<string> errors) =>
        ((HttpSendOptions)options).Validate(errors);

    /// <inheritdoc/>
    public IEnumerable<string> SendWarnings(object options) => ((HttpSendOptions)options).Warnings();

    /// <inheritdoc/>
    public bool MayComeBack(object sendOptions, object receiveOptions) =>
        ((HttpReceiveOptions)receiveOptions).Place.IsReachedBy(((HttpSendOptions)sendOptions).Url);

    /// <inheritdoc/>
    public string SendAddress(object options) => ((HttpSendOptions)options).Url;

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes => ["http", "https"];

    /// <inheritdoc/>
    public object? OptionsFor(Uri address, object? template)
    {
        if (address.UserInfo.Length > 0) return null;
        // Escaped, so that no brace of the address is taken for a property.
        string url = address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return template is HttpSendOptions options ? options with { Url = url } : new HttpSendOptions { Url = url };
    }

    /// <inheritdoc/>
    public bool GetsResponses => true;

    /// <inheritdoc/>
    public ISender CreateSender(object options, SenderContext context) =>
        HttpSender.Create((HttpSendOptions)options, context);
}
