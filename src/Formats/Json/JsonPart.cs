using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Json.Converting;
using Viaduct.Formats.Json.Promotion;
using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json;

/// <summary>One document of a file on its way into a message: read once, to its end.</summary>
internal sealed class JsonPart : IAsyncDisposable
{
    private readonly JsonDocumentPlan _plan;
    private readonly JsonOptions _options;
    private readonly PipelineContext _context;
    private readonly JsonReader _reader;
    private readonly XmlOutput? _output;
    private readonly ShapedWriter? _shaped;
    private readonly ShapedSink? _bySchema;
    private readonly ConventionSink? _convention;
    private readonly JsonCopy? _copy;
    private readonly PointerRun? _pointers;
    private readonly IJsonSink[] _sinks;
    private PromotionRun? _promotions;

    /// <summary>Begins with the token on which the reader stands.</summary>
    public JsonPart(
        JsonDocumentPlan plan, JsonOptions options, PipelineContext context, CharWindow window, JsonReader reader)
    {
        (_plan, _options, _context, _reader) = (plan, options, context, reader);
        MessageType = plan.MessageType;
        if (options.PassThrough)
        {
            if (options.Split != JsonSplit.None) _copy = new JsonCopy(window, reader, context);
            if (plan.Pointers is not null) _pointers = new PointerRun(plan.Pointers, context.Limits.PromotedCharacters);
            _sinks = _pointers is null ? [] : [_pointers];
            return;
        }

        _output = new XmlOutput(context);
        if (plan.Schema is { } schema)
        {
            _shaped = new ShapedWriter(_output.Buffer, schema.Root);
            _bySchema = new ShapedSink(schema, _shaped, context.Limits);
            _sinks = [_bySchema];
            Promote(MessageType!);
            return;
        }

        _convention = new ConventionSink(
            options.Root.Length == 0 ? null : options.Root, options.Namespace, _output.Xml, context.Limits);
        if (MessageType is not null) Promote(MessageType);
        _sinks = [_convention];
    }

    /// <summary>The type of the message, or null if it has none.</summary>
    public string? MessageType { get; private set; }

    /// <summary>Reads to the end of the document.</summary>
    /// <exception cref="DocumentFaultException">It is not usable.</exception>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        int depth = _options.Split == JsonSplit.Array ? 1 : 0;
        do
        {
            if (TakeMany(depth)) return;
            if (_output is { IsFull: true }) await _output.DrainAsync(cancellationToken);
            if (_copy is not null) await _copy.DrainAsync(cancellationToken);
        }
        while (await _reader.ReadAsync(cancellationToken));
    }

    /// <summary>Ends the message.</summary>
    /// <param name="whole">The body of the file, which stays as it is if it is one message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DocumentFaultException">A value cannot be promoted.</exception>
    public async ValueTask<Body> CompleteAsync(Body whole, CancellationToken cancellationToken)
    {
        if ((_promotions?.Failure ?? _pointers?.Failure) is { } failure) throw new DocumentFaultException(failure);
        _shaped?.Flush();
        if (_output is not null) return await _output.CompleteAsync(cancellationToken);
        return _copy is null ? whole : await _copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Puts what was taken out of the document into the context.</summary>
    public void Apply(MessageContextBuilder context)
    {
        _promotions?.Apply(context);
        _pointers?.Apply(context);
    }

    /// <summary>Discards what has not been completed.</summary>
    public async ValueTask DisposeAsync()
    {
        _shaped?.Dispose();
        if (_output is not null) await _output.DisposeAsync();
        if (_copy is not null) await _copy.DisposeAsync();
    }

    // True at the end of the document.
    private bool TakeMany(int depth)
    {
        do
        {
            foreach (var sink in _sinks) sink.Take(_reader);
            if (MessageType is null && _convention?.Root is { } root) Learn(root);
            if (_reader.IsBehindValue && _reader.Depth == depth)
            {
                _copy?.End();
                return true;
            }
        }
        while (_output is not { IsFull: true } && _reader.TryRead());
        return false;
    }

    // The document has told the name of its root.
    private void Learn(string root)
    {
        MessageType = new DocumentType(_options.Namespace, root).MessageType;
        Promote(MessageType);
    }

    private void Promote(string type)
    {
        if (_plan.Catalog.Find(DocumentType.Parse(type))?.Plan is not { } plan) return;
        _promotions = new PromotionRun(plan, new JsonLines(_reader), _context.Limits.PromotedCharacters);
        if (_convention is not null) _convention.Promotions = _promotions;
        if (_bySchema is not null) _bySchema.Promotions = _promotions;
    }
}
