using System.Diagnostics;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>
/// Reads a file: a header, bodies, a trailer, each by its own grammar. Reads on between the steps of a machine, so that
/// memory depends on the longest part that cannot be divided, not on the file.
/// </summary>
internal sealed class FlatParser : IAsyncDisposable
{
    private const int EventsMax = 512;
    private const int KeepBehind = 512;

    private readonly CharWindow _window;
    private readonly ReadState _state;
    private readonly FlatSchemas _schemas;
    private readonly int _charactersMax;
    private readonly FlatMachine? _trailer;
    private readonly FlatMachine _body;
    private XmlEmitter? _emitter;

    /// <summary>Opens a file.</summary>
    public FlatParser(Stream stream, FlatSchemas schemas, PipelineLimits limits)
    {
        _schemas = schemas;
        _charactersMax = limits.ValueCharacters;
        int ahead = Math.Min(schemas.TrailerAhead, _charactersMax / 2);
        _window = new CharWindow(stream, (schemas.Header ?? schemas.Body).Encoding, ahead);
        _state = new ReadState(_window);
        _trailer = schemas.Trailer is { } trailer ? new FlatMachine(trailer, _state) : null;
        _body = new FlatMachine(schemas.Body, _state, _trailer is null ? null : IsAtTrailer);
    }

    /// <summary>Where values are, for who writes them.</summary>
    public ReadState State => _state;

    /// <summary>The encoding and mark of the file.</summary>
    public CharWindow Window => _window;

    /// <summary>True if nothing at all is in the file.</summary>
    public async ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        return _window is { IsAll: true, End: 0 };
    }

    /// <summary>Reads the header, if there is one.</summary>
    /// <param name="emitter">Who writes it, or null.</param>
    /// <param name="drain">Called in between to write on what is written.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DocumentFaultException">The file does not fit.</exception>
    public ValueTask ReadHeaderAsync(XmlEmitter? emitter, Func<ValueTask> drain, CancellationToken cancellationToken) =>
        ReadAsync(new FlatMachine(_schemas.Header!, _state), emitter, drain, cancellationToken);

    /// <summary>Reads a body.</summary>
    /// <param name="emitter">Who writes it, or null.</param>
    /// <param name="drain">Called in between to write on what is written.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DocumentFaultException">The file does not fit.</exception>
    public ValueTask ReadBodyAsync(XmlEmitter? emitter, Func<ValueTask> drain, CancellationToken cancellationToken) =>
        ReadAsync(_body, emitter, drain, cancellationToken);

    /// <summary>Finds out whether another body follows; reads what ends the file if none does.</summary>
    /// <param name="isFirst">True before the first one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DocumentFaultException">Neither follows.</exception>
    public async ValueTask<bool> HasBodyAsync(bool isFirst, CancellationToken cancellationToken)
    {
        await FillUpAsync(cancellationToken);
        if (_trailer is not null)
        {
            if (isFirst || !IsAtTrailer())
            {
                if (!_state.IsAtBlankEnd) return true;
                throw Fault(_schemas.Trailer!.Root, "the trailer", "the end of the file");
            }

            await ReadAsync(_trailer, null, static () => default, cancellationToken);
            return false;
        }

        if (isFirst) return true;
        if (_state.IsAtBlankEnd) return false;
        var root = _schemas.Body.Root;
        if (root is not { Kind: NodeKind.Delimited, Order: ChildOrder.Infix, Delimiter.Length: > 0 }) return true;
        if (_state.IsAtDelimiter(root))
        {
            long before = _state.Position;
            _state.Position += root.Delimiter.Length;
            if (_state.IsAtBlankEnd) return false;
            if (_schemas.Body.BreaksInfixRoot) return true;
            _state.Position = before;
        }

        throw Fault(root, "the end of the file", null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _window.DisposeAsync();

    private async ValueTask ReadAsync(
        FlatMachine machine, XmlEmitter? emitter, Func<ValueTask> drain, CancellationToken cancellationToken)
    {
        _emitter = emitter;
        long start = _state.Position;
        await FillUpAsync(cancellationToken);
        if (!machine.Begin()) throw Fault();
        while (!machine.IsDone)
        {
            while (!machine.IsDone && !_window.IsLow(_state.Position) && _state.Events.Count < EventsMax)
            {
                if (machine.Step()) continue;
                if (!_state.IsStarved) throw Fault();
                if (!await FillAsync(cancellationToken)) throw TooLong();
            }

            Flush();
            await drain();
            if (_window.IsLow(_state.Position) && !await FillAsync(cancellationToken)) throw TooLong();
            if (_state.Events.Count >= EventsMax && !StepHeld(machine)) throw Fault();
        }

        Flush();
        await drain();
        if (_state.Position == start && !_state.IsAtBlankEnd)
            throw Fault(_schemas.Body.Root, $"the record {_schemas.Body.Root.Name}", null);
    }

    // Goes on although events have gathered that cannot be written yet.
    private bool StepHeld(FlatMachine machine) => machine.IsDone || machine.Step() || _state.IsStarved;

    private void Flush()
    {
        if (_state.Held > 0) return;
        if (_emitter is not null) _emitter.Flush();
        else _state.Events.Clear();
    }

    private async ValueTask FillUpAsync(CancellationToken cancellationToken)
    {
        while (_window.IsLow(_state.Position)) await FillAsync(cancellationToken);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _state.IsStarved = false;
        if (_state.Held == 0) Flush();
        long keep = _state.Events.Count > 0 ? _state.Events[0].Position : _state.Position;
        return await _window.FillAsync(
            Math.Max(0, Math.Min(keep, _state.Position) - KeepBehind), _charactersMax, cancellationToken);
    }

    // Looks whether the rest of the file is the trailer; only known once the end is at hand.
    private bool IsAtTrailer()
    {
        if (!_window.IsAll) return false;
        var (position, events, held, fault) = (_state.Position, _state.Events.Count, _state.Held, _state.Fault);
        bool isTrailer = _trailer!.Begin() && _trailer.RunToEnd() && _state.IsAtBlankEnd;
        _state.Position = position;
        _state.Held = held;
        _state.Events.RemoveRange(events, _state.Events.Count - events);
        _state.Fault = fault;
        return isTrailer;
    }

    private DocumentFaultException Fault()
    {
        var fault = _state.Fault;
        if (fault.Node is null) throw new UnreachableException("A parse failed without a reason.");
        var rest = _window.From(fault.Position);
        string found = fault.Found ?? (rest.IsEmpty ? "the end of the file" : Shown.Quoted(rest));
        return new DocumentFaultException(new Failure(
            FailureCodes.BadInput,
            $"Expected {fault.Expected}; found {found}. Have the sender correct the file, or correct the schema "
                + $"{_schemas.Body.File}.",
            _window.PlaceOf(fault.Position, fault.Node)));
    }

    private DocumentFaultException Fault(FlatNode node, string expected, string? found)
    {
        _state.Fail(node, expected, found: found);
        return Fault();
    }

    private DocumentFaultException TooLong() => new(new Failure(
        FailureCodes.Limit,
        $"A field or an undivided record is longer than {_charactersMax:N0} characters. Look for a delimiter or a "
            + "closing wrap character that is missing; raise limits.valueCharacters if this is intended.",
        _window.PlaceOf(_state.Position, null)));
}
