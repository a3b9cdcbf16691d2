namespace Viaduct.Core.Messages;

/// <summary>
/// The stored form of a message: self-contained, so that a reader can fetch a slice of a segment and nothing else.
/// Layout: version, id, interchange, properties, parts; a part's bytes stand in the record or are named as a stored
/// body.
/// </summary>
internal static class MessageRecordCodec
{
    private const byte Version = 1;
    private const byte Inline = 0;
    private const byte Stored = 1;
    private const byte Copied = 2;
    private const byte PromotedFlag = 0x80;
    private const int TextNamespace = 0x7f;

    // Beside the kinds of values.
    private const byte ShortNumber = 0x40;

    /// <summary>Writes a message whose bodies are in memory or stored; see <see cref="IStoredBody"/>.</summary>
    public static void Write(ByteWriter writer, Message message) => Write(writer, message, null);

    /// <summary>The same for what is tracked: the bytes of its body may stand elsewhere.</summary>
    public static void Write(ByteWriter writer, Message message, BodyCopy? copy)
    {
        writer.Byte(Version);
        writer.Guid(message.Id);
        writer.Guid(message.InterchangeId);
        var properties = message.Context.Properties;
        writer.Number(properties.Length);
        foreach (ref readonly var property in properties) WriteProperty(writer, in property);
        writer.Number(message.Parts.Count);
        for (int i = 0; i < message.Parts.Count; i++) WritePart(writer, message.Parts[i], i == 0 ? copy : null);
    }

    /// <summary>Reads a message. Inline bodies share the record's memory.</summary>
    /// <param name="record">The record.</param>
    /// <param name="storedBody">Makes a body from the id and length of a stored one.</param>
    /// <param name="copiedBody">Makes a body from the place and length of one that stands elsewhere; null: none may.
    /// </param>
    public static Message Read(
        ReadOnlyMemory<byte> record, Func<Guid, long, Body> storedBody,
        Func<BodyCopy, long, Body>? copiedBody = null)
    {
        var reader = new ByteReader(record.Span);
        byte version = reader.Byte();
        if (version != Version)
            throw new InvalidDataException($"The message record has version {version}; this program reads {Version}.");
        var id = reader.Guid();
        var interchangeId = reader.Guid();
        var properties = new ContextProperty[reader.Int()];
        for (int i = 0; i < properties.Length; i++) properties[i] = ReadProperty(ref reader);
        var parts = new MessagePart[reader.Int()];
        for (int i = 0; i < parts.Length; i++) parts[i] = ReadPart(ref reader, record, storedBody, copiedBody);
        return new Message(id, interchangeId, new MessageContext(properties), parts);
    }

    private static void WriteProperty(ByteWriter writer, in ContextProperty property)
    {
        WriteKey(writer, property.Key);
        byte kind = (byte)property.Value.Kind;
        bool isShort = property.Value.Kind == PropertyValueKind.Number && IsShort(property.Value.Number);
        writer.Byte((byte)((isShort ? ShortNumber : kind) | (property.Promoted ? PromotedFlag : 0)));
        switch (property.Value.Kind)
        {
            case PropertyValueKind.String: writer.Text(property.Value.Text); break;
            case PropertyValueKind.Number when isShort: writer.Signed((long)property.Value.Number); break;
            case PropertyValueKind.Number: writer.Decimal(property.Value.Number); break;
            case PropertyValueKind.Instant: writer.Int64(property.Value.Instant.UtcTicks); break;
            case PropertyValueKind.Boolean: writer.Byte(property.Value.Boolean ? (byte)1 : (byte)0); break;
            default: throw new InvalidOperationException($"{property.Key} has no value.");
        }
    }

    // A whole number without decimal places: nothing else reads back with the same scale.
    private static bool IsShort(decimal number) =>
        number.Scale == 0 && number is >= int.MinValue and <= int.MaxValue
        && (number != 0 || !decimal.IsNegative(number));

    private static void WriteKey(ByteWriter writer, PropertyKey key)
    {
        byte number = KnownKeys.NumberOf(key);
        if (number != 0)
        {
            writer.Byte(number);
            return;
        }

        int ns = KnownNamespaces.IndexOf(key.Namespace);
        writer.Byte((byte)(ns < 0 ? TextNamespace : ns));
        if (ns < 0) writer.Text(key.Namespace);
        writer.Text(key.Name);
    }

    private static PropertyKey ReadKey(ref ByteReader reader)
    {
        int number = reader.Byte();
        if (number is >= KnownKeys.First and < KnownKeys.End) return KnownKeys.Key(number);
        string ns = number == TextNamespace ? reader.Text() : KnownNamespaces.Name(number);
        return PropertyKeyCache.Get(ns, reader.Block());
    }

    private static ContextProperty ReadProperty(ref ByteReader reader)
    {
        var key = ReadKey(ref reader);
        byte flags = reader.Byte();
        if ((flags & ~PromotedFlag) == ShortNumber)
            return new ContextProperty(key, PropertyValue.From(reader.Signed()), (flags & PromotedFlag) != 0);
        var value = (PropertyValueKind)(flags & ~PromotedFlag) switch
        {
            PropertyValueKind.String => PropertyValue.From(reader.Text()),
            PropertyValueKind.Number => PropertyValue.From(reader.Decimal()),
            PropertyValueKind.Instant => PropertyValue.From(new DateTimeOffset(reader.Int64(), TimeSpan.Zero)),
            PropertyValueKind.Boolean => PropertyValue.From(reader.Byte() != 0),
            var kind => throw new InvalidDataException($"{key} has a value of unknown kind {(int)kind}."),
        };
        return new ContextProperty(key, value, (flags & PromotedFlag) != 0);
    }

    private static void WritePart(ByteWriter writer, MessagePart part, BodyCopy? copy)
    {
        writer.Text(part.Name == MessagePart.BodyName ? "" : part.Name);
        writer.Text(part.ContentType ?? "");
        if (copy is not null)
        {
            writer.Byte(Copied);
            writer.Number(copy.Retention);
            writer.Number(copy.Lane);
            writer.Number((ulong)copy.Sequence);
            writer.Number(copy.Offset);
            writer.Number(copy.Length);
            writer.Number((ulong)part.Body.Length!.Value);
        }
        else if (part.Body is IStoredBody stored)
        {
            writer.Byte(Stored);
            writer.Guid(stored.BodyId);
            writer.Number((ulong)part.Body.Length!.Value);
        }
        else if (part.Body.TryGetBytes(out var bytes))
        {
            writer.Byte(Inline);
            writer.Block(bytes.Span);
        }
        else
            throw new InvalidOperationException(
                $"The body of part '{part.Name}' is a {part.Body.GetType().Name}: "
                + "keep it in memory or store it first.");
    }

    private static MessagePart ReadPart(
        ref ByteReader reader, ReadOnlyMemory<byte> record, Func<Guid, long, Body> storedBody,
        Func<BodyCopy, long, Body>? copiedBody)
    {
        string name = reader.Text();
        string contentType = reader.Text();
        Body body;
        switch (reader.Byte())
        {
            case Inline:
                int length = reader.Int();
                int offset = reader.Offset;
                reader.Skip(length);
                body = Body.From(record.Slice(offset, length));
                break;
            case Stored:
                var id = reader.Guid();
                body = storedBody(id, (long)reader.Number());
                break;
            case Copied when copiedBody is not null:
                var copy = new BodyCopy(
                    reader.Int(), reader.Int(), (long)reader.Number(), reader.Int(), reader.Int(), default);
                body = copiedBody(copy, (long)reader.Number());
                break;
            default:
                throw new InvalidDataException($"The body of part '{name}' is kept in an unknown way.");
        }

        return new MessagePart(
            name.Length == 0 ? MessagePart.BodyName : name, body, contentType.Length == 0 ? null : contentType);
    }
}
