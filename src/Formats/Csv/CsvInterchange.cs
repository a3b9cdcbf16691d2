using System.Globalization;
using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv.Reading;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Csv;

/// <summary>
/// Makes messages of one file: of all rows together, or of each. With <c>recoverable</c> a bad row is suspended alone.
/// </summary>
internal sealed class CsvInterchange(
    CsvOptions options, CsvPlan plan, PipelineMessage interchange, PipelineContext context)
    : IPartReader, IDisassemblyPlace
{
    private static readonly Failure NoBytes = new(
        FailureCodes.EmptyInput,
        "There are no rows. Have the sender check why it sends nothing; in a pipeline, what may be empty goes round "
            + "the csv component.");

    private readonly FileParts _parts = new(interchange, context, options.Recoverable);
    private CharWindow? _window;
    private CsvReader? _reader;
    private CsvColumns? _columns;
    private byte[] _header = [];
    private bool _isDone;

    /// <summary>Where to begin; null for the start.</summary>
    public FileMark? From { get; init; }

    /// <inheritdoc/>
    public string? Mark => _isDone || _window is not { CountsExactly: true }
        ? null
        : new FileMark(_parts.Count, _window.PlaceAt(_reader!.Position)).ToString();

    /// <inheritdoc/>
    public async ValueTask<DisassembledItem?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isDone) return null;
        try
        {
            var reader = _reader ?? await BeginAsync(cancellationToken);
            if (options.Root.Length > 0)
            {
                _isDone = true;
                return _parts.Good(await DocumentAsync(reader, cancellationToken));
            }

            _isDone = !await reader.ReadAsync(cancellationToken);
            return _isDone ? null : _parts.Good(await RowAsync(reader, cancellationToken)).StandingAt(this);
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return await BadAsync(failure, cancellationToken);
        }
    }

    /// <summary>Reads the start of the file, and says why it is not what is expected, or null.</summary>
    public async ValueTask<Failure?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reader = await BeginAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken)) Check(reader);
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        if (_reader is not null) await _reader.DisposeAsync();
    }

    private async ValueTask<CsvReader> BeginAsync(CancellationToken cancellationToken)
    {
        _window = new CharWindow(await interchange.Body.OpenAsync(cancellationToken), plan.Encoding);
        var reader = _reader = new CsvReader(_window, plan.Form, context.Limits);
        var named = plan.Columns;
        if (options.Header)
        {
            if (!await reader.ReadAsync(cancellationToken)) throw new DocumentFaultException(NoBytes);
            if (reader.Row.Failure is { } failure) throw new DocumentFaultException(failure);
            var inFile = named is null ? CsvColumns.Of(reader) : null;
            if (named is not null && reader.Row.Count != named.Names.Count)
                throw new DocumentFaultException(Ragged(reader, named, "The configuration"));
            _header = HeaderBytes(reader.Row);
            named ??= inFile;
        }

        _columns = named!;
        if (From is not { } mark) return reader;

        // The start of the file tells how it is encoded.
        if (!options.Header) await _window.FillAsync(0, int.MaxValue, cancellationToken);
        await _window.JumpAsync(
            mark.Place, await interchange.Body.OpenAsync(cancellationToken), cancellationToken);
        reader.GoOn(mark.Place.Position);
        _parts.Count = mark.Parts;
        return reader;
    }

    private async ValueTask<PipelineMessage> DocumentAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        var start = reader.RowStart;
        await using var output = new XmlOutput(context);
        var emitter = Emitter(reader, output);
        emitter.Open(options.Root, options.Namespace);
        while (await reader.ReadAsync(cancellationToken))
        {
            Check(reader);
            emitter.Row(reader.Row, options.Record, "");
            if (output.IsFull) await output.DrainAsync(cancellationToken);
        }

        emitter.Close();
        return await CompleteAsync(output, emitter, start, cancellationToken);
    }

    private async ValueTask<PipelineMessage> RowAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        Check(reader);
        await using var output = new XmlOutput(context);
        var emitter = Emitter(reader, output);
        emitter.Row(reader.Row, options.Record, options.Namespace);
        return await CompleteAsync(output, emitter, reader.RowStart, cancellationToken);
    }

    private CsvEmitter Emitter(CsvReader reader, XmlOutput output) => new(_columns!, output.Xml, reader)
    {
        Promotions = plan.Promotions is { } promotions
            ? new PromotionRun(promotions, reader, context.Limits.PromotedCharacters)
            : null,
    };

    private async ValueTask<PipelineMessage> CompleteAsync(
        XmlOutput output, CsvEmitter emitter, TextPlace start, CancellationToken cancellationToken)
    {
        if (emitter.Promotions?.Failure is { } failure) throw new DocumentFaultException(failure);
        var body = await output.CompleteAsync(cancellationToken);
        var message = _parts.Message(body, "application/xml; charset=utf-8", _window!.Encoding.WebName, start);
        message.Context.Promote(SystemProperties.MessageType, PropertyValue.From(plan.Type.MessageType));
        emitter.Promotions?.Apply(message.Context);
        return message;
    }

    private void Check(CsvReader reader)
    {
        if (reader.Row.Failure is { } failure) throw new DocumentFaultException(failure);
        if (reader.Row.Count != _columns!.Names.Count)
            throw new DocumentFaultException(Ragged(
                reader, _columns, plan.Columns is null ? "The first row" : "The configuration"));
    }

    // The place is that of the first value too many, or of the last there is, with the column that has none.
    private static Failure Ragged(CsvReader reader, CsvColumns columns, string who)
    {
        var (wanted, found) = (columns.Names.Count, reader.Row.Count);
        return new Failure(
            FailureCodes.BadInput,
            $"Expected {wanted.ToString(CultureInfo.InvariantCulture)} values; found {found}. Have the sender correct "
                + $"the row. {who} names {wanted} columns: look for a delimiter or a quote that is missing or too "
                + "many.",
            found > wanted ? reader.PlaceOf(wanted, null) : reader.PlaceOf(found - 1, columns.Names[found]));
    }

    private async ValueTask<DisassembledItem> BadAsync(Failure failure, CancellationToken cancellationToken)
    {
        try
        {
            // Only behind a row that is read to its end does the next one begin.
            if (options.Recoverable && _columns is not null && !(_reader!.IsBroken && _parts.Count == 0))
            {
                _isDone = _reader.IsBroken;
                long? end = _isDone ? null : _window!.PlaceAt(_reader.Position).Byte;
                var bad = await _parts.BadAsync(
                    failure, (_reader.RowStart, end), (_header, default), _window!.Encoding.WebName, cancellationToken);
                return bad.StandingAt(this);
            }
        }
        catch (BodyTooLargeException large)
        {
            failure = failure with { Text = $"{failure.Text} {large.Message}" };
        }

        _isDone = true;
        return _columns is null || options.Root.Length > 0
            ? DisassembledItem.BadInterchange(failure)
            : _parts.Whole(failure);
    }

    // A bad row that is resumed is read as a file of its own.
    private byte[] HeaderBytes(CsvRow row)
    {
        var text = new StringBuilder(_window!.HasMark ? "\uFEFF" : "");
        for (int i = 0; i < row.Count; i++)
        {
            if (i > 0) text.Append(plan.Form.Delimiter);
            text.Append(CsvText.Of(row[i], plan.Form));
        }

        return _window.Encoding.GetBytes(text.Append("\r\n").ToString());
    }
}
