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
    private readonly NextRecordSearch _search;
    private readonly ParseFaults _faults;
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
        _search = new NextRecordSearch(schemas, _state);
        _faults = new ParseFaults(_state, schemas, _charactersMax);
    }

    /// <summary>Where values are, for who writes them.</summary>
    public ReadState State => _state;

    /// <summary>The encoding and mark of the file.</summary>
    public CharWindow Window => _window;

    /// <summary>Where the parse stands.</summary>
    public TextPlace Here => _window.PlaceAt(_state.Position);

    /// <summary>True if nothing at all is in the file.</summary>
    public async ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await FillAsync(cancellationToken);
        return _window is { IsAll: true, End: 0 };
    }

    /// <summary>Goes on at a place between two bodies.</summary>
    /// <param name="place">The place.</param>
    /// <param name="file">The file once more, from its start.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask JumpAsync(TextPlace place, Stream file, CancellationToken cancellationToken)
    {
        await _window.JumpAsync(place, file, cancellationToken);
        _state.Reset();
        _state.Position = place.Position;
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

    /// <summary>Goes on to the end of a body that failed while it was read.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null if the parse stands behind the body; else why nobody can say where that is.</returns>
    public async ValueTask<string?> SkipBodyAsync(long start, CancellationToken cancellationToken)
    {
        try
        {
            if (!_faults.HasAny && await FinishAsync(cancellationToken) && _state.Position > start) return null;
            if (_schemas.Next.WhyNot is { } why) return why;
            if (_state.IsOpen) return "a closing wrap character is missing";
            long part = Math.Max(_body.PartStartOf(_schemas.Next.Record) ?? start, _window.Start);
            long from = _schemas.Next.HasWraps ? Math.Max(part, _state.Reached) : part;
            _state.Reset();
            return _schemas.Next.HasLength
                ? await SkipLengthAsync(start, cancellationToken)
                : await SearchAsync(from, from == part, start, cancellationToken);
        }
        catch (DocumentFaultException)
        {
            return "not all of its bytes are characters";
        }
    }

    /// <summary>Finds out whether another body follows; reads what ends the file if none does.</summary>
    /// <param name="isFirst">True before the first one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DocumentFaultException">Neither follows.</exception>
    public async ValueTask<bool> HasBodyAsync(bool isFirst, CancellationToken cancellationToken)
    {
        await FillUpAsync(cancellationToken);
        if (_trailer is not null)
        {
            if ((isFirst && !_schemas.IsPart) || !IsAtTrailer())
            {
                if (!_state.IsAtBlankEnd) return true;
                if (_schemas.IsPart) return false;
                throw _faults.Here(_schemas.Trailer!.Root, "the trailer", "the end of the file");
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

        throw _faults.Here(root, "the end of the file", null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _window.DisposeAsync();

    private async ValueTask ReadAsync(
        FlatMachine machine, XmlEmitter? emitter, Func<ValueTask> drain, CancellationToken cancellationToken)
    {
        _emitter = emitter;
        _faults.HasAny = false;
        _state.IsOpen = false;
        long start = _window.Note(_state.Position).Position;
        await FillUpAsync(cancellationToken);
        if (!machine.Begin()) throw _faults.Farthest();
        await RunAsync(machine, drain, cancellationToken);
        if (_state.Position == start && !_state.IsAtBlankEnd)
            throw _faults.Here(_schemas.Body.Root, $"the record {_schemas.Body.Root.Name}", null);
    }

    private async ValueTask RunAsync(FlatMachine machine, Func<ValueTask> drain, CancellationToken cancellationToken)
    {
        while (!machine.IsDone)
        {
            while (!machine.IsDone && !_window.IsLow(_state.Position) && _state.Events.Count < EventsMax)
            {
                if (machine.Step()) continue;
                if (!_state.IsStarved) throw _faults.Farthest();
                if (!await FillAsync(cancellationToken)) throw _faults.TooLong();
            }

            Flush();
            await drain();
            if (_window.IsLow(_state.Position) && !await FillAsync(cancellationToken)) throw _faults.TooLong();
            if (_state.Events.Count >= EventsMax && !StepHeld(machine)) throw _faults.Farthest();
        }

        Flush();
        await drain();
    }

    // Reads the rest of a body of which no message can be made.
    private async ValueTask<bool> FinishAsync(CancellationToken cancellationToken)
    {
        _emitter = null;
        _state.Events.Clear();
        try
        {
            await RunAsync(_body, static () => default, cancellationToken);
            return true;
        }
        catch (DocumentFaultException) when (_faults.HasAny)
        {
            return false;
        }
    }

    private async ValueTask<string?> SkipLengthAsync(long start, CancellationToken cancellationToken)
    {
        const string TooLong = "the record is longer than what can be looked at together";
        while (start >= _window.Start)
        {
            if (_search.SkipLength(start))
                return _state.Position > start ? null : "not one of its characters fits into the bytes of the record";
            _state.Position = start;
            if (!await FillAsync(cancellationToken)) break;
        }

        return TooLong;
    }

    // The delimiter in front of a part, or behind the one before it, may begin the next record; not that of the first.
    private async ValueTask<string?> SearchAsync(
        long from, bool isPart, long start, CancellationToken cancellationToken)
    {
        const string Open = "a closing wrap character is missing";
        bool isBehind = isPart && from == start && _schemas.Next.Record.Order == ChildOrder.Prefix;
        bool mayStart = isPart && from > start;
        _search.Begin(from);
        while (true)
        {
            await FillUpAsync(cancellationToken);
            if (mayStart && (_search.IsAtStart() || (_trailer is not null && IsAtTrailer()))) return null;
            var answer = _search.Advance(isBehind || mayStart);
            (mayStart, isBehind) = (answer == SearchAnswer.Found, false);
            if (answer == SearchAnswer.Found) continue;
            if (answer == SearchAnswer.None && _window.IsAll) return null;
            if (answer == SearchAnswer.Open || !await FillAsync(cancellationToken)) return Open;
        }
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
}
