using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Writing;

/// <summary>
/// Writes records and fields as they come, with their tags and delimiters. A delimiter of an empty part is written when
/// it is known whether anything follows.
/// </summary>
internal sealed class RecordWriter(FlatGrammar grammar, CharSink sink)
{
    private readonly FieldText _text = new(grammar, sink);
    private readonly WriteFrame _outermost = new(null);
    private WriteFrame? _top;
    private int _positional;

    /// <summary>The record that is being written, or null.</summary>
    public FlatNode? Current => _top?.Node;

    /// <summary>True if what has been written will not change any more.</summary>
    public bool IsSettled => _positional == 0;

    /// <summary>Finds what an element stands for.</summary>
    /// <returns>Null if the record has no such part here.</returns>
    public FlatNode? Find(string name, string ns)
    {
        if (_top is null)
            return grammar.Root.Name == name && grammar.Root.Namespace == ns ? grammar.Root : null;
        var leaves = _top.Node.Leaves;
        int i = Math.Max(_top.Last, 0);
        FlatNode? similar = null;
        for (int left = leaves.Length; left > 0; left--)
        {
            var leaf = leaves[i];
            if (leaf.Name == name && !leaf.IsAttribute)
            {
                if (leaf.Namespace == ns) return leaf;
                similar ??= leaf;
            }

            if (++i == leaves.Length) i = 0;
        }

        return similar;
    }

    /// <summary>Begins a record.</summary>
    public void Begin(FlatNode record, Dictionary<FlatNode, string>? attributes)
    {
        if (_top is not null) MoveTo(_top, record);
        var frame = _top is null ? _outermost : _top.Child();
        frame.Begin(record, attributes);
        _top = frame;
        if (record.Kind == NodeKind.Positional)
        {
            EnsureBegun(frame);
            frame.Start = sink.Length;
            _positional++;
        }
        else if (record.Tag.Length > 0)
        {
            EnsureBegun(frame);
        }
    }

    /// <summary>Writes a field of the current record.</summary>
    public void Field(FlatNode field, ReadOnlySpan<char> value)
    {
        MoveTo(_top!, field);
        Put(_top!, field, value);
    }

    /// <summary>Ends the current record.</summary>
    public void End()
    {
        var frame = _top!;
        MoveBehind(frame, frame.Node.Leaves.Length, null);
        if (frame.Node.Kind == NodeKind.Positional)
        {
            PutTag(frame);
            _positional--;
        }
        else
        {
            EndDelimited(frame);
        }

        _top = frame.Parent;
        if (_top is null || _top.Node.Kind == NodeKind.Positional) return;
        if (frame.HasBegun) EndItem(_top);
        else AddEmpty(_top, isKept: true);
    }

    private void EndDelimited(WriteFrame frame)
    {
        var node = frame.Node;
        int kept = node.SuppressTrailing ? 0 : frame.PendingKept;
        // One empty part between delimiters is nothing.
        if (node.Order == ChildOrder.Infix && frame.Written == 0 && kept <= 1) kept = 0;
        frame.Pending = 0;
        for (int i = 0; i < kept; i++) WriteEmpty(frame);
        if (frame.OwesDelimiter) sink.Write(node.Delimiter);
        frame.OwesDelimiter = false;
    }

    // Leaves out what has not come between the last part and this one.
    private void MoveTo(WriteFrame frame, FlatNode leaf)
    {
        int index = leaf.LeafIndex;
        if (index == frame.Last)
        {
            if (frame.Count >= leaf.Max && ReferenceEquals(leaf.Parent, frame.Node)) throw OutOfPlace(frame, leaf);
            frame.Count++;
            return;
        }

        if (index < frame.Last)
        {
            // Only a group that repeats goes back.
            if (ReferenceEquals(leaf.Parent, frame.Node)) throw OutOfPlace(frame, leaf);
            (frame.Last, frame.Count) = (index, 1);
            return;
        }

        MoveBehind(frame, index, leaf);
        (frame.Last, frame.Count) = (index, 1);
    }

    private void MoveBehind(WriteFrame frame, int index, FlatNode? next)
    {
        var leaves = frame.Node.Leaves;
        if (frame.Last >= 0)
            for (int i = frame.Count; i < leaves[frame.Last].Min && frame.Node.Kind == NodeKind.Positional; i++)
                PutMissing(frame, leaves[frame.Last], next);
        for (int i = frame.Last + 1; i < index; i++)
        {
            var leaf = leaves[i];
            frame.Last = i;
            frame.Count = 1;
            if (leaf.IsAttribute && frame.Attributes?.TryGetValue(leaf, out string? value) == true)
                Put(frame, leaf, value);
            else if (ReferenceEquals(leaf.Parent, frame.Node))
                PutMissing(frame, leaf, next);
        }
    }

    private void PutMissing(WriteFrame frame, FlatNode leaf, FlatNode? next)
    {
        if (leaf is { Kind: NodeKind.Field, Min: > 0, Default.Length: > 0 } && grammar.FillsIn)
        {
            Put(frame, leaf, leaf.Default);
            return;
        }

        if (frame.Node.Kind == NodeKind.Positional)
        {
            bool isAtEnd = next is null && leaf.Min == 0 && grammar.OmitsEarly;
            if (leaf.Kind == NodeKind.Field && leaf.Max == 1 && !isAtEnd) _text.Positional(leaf, "");
            else if (leaf.Min > 0) PutBlank(leaf);
            return;
        }

        if (!grammar.GeneratesEmpty) return;
        bool isRequired = leaf.Min > 0 && !leaf.CanBeEmpty;
        if (leaf.IsRecord)
        {
            if (isRequired && leaf.Tag.Length == 0) AddEmpty(frame, isKept: true);
        }
        else if (isRequired || (next is not { IsRecord: true } && !LeavesNoTrace))
        {
            AddEmpty(frame, isRequired);
        }
    }

    // Where optional parts leave to required ones, what is missing had no delimiter when it was read.
    private bool LeavesNoTrace => grammar is { IsComplex: true, SuppressEmpty: false };

    private void PutBlank(FlatNode leaf)
    {
        for (int i = 0; i < Math.Max(1, Math.Min(leaf.Min, 10_000)); i++)
        {
            if (leaf.Kind == NodeKind.Field) _text.Positional(leaf, "");
            foreach (var child in leaf.Children)
                if (child.Min > 0) PutBlank(child);
        }
    }

    private void Put(WriteFrame frame, FlatNode field, ReadOnlySpan<char> value)
    {
        if (frame.Node.Kind == NodeKind.Positional)
        {
            _text.Positional(field, value);
            return;
        }

        var text = _text.Delimited(field, value);
        if (text.Length == 0)
        {
            AddEmpty(frame, isKept: true);
            return;
        }

        EnsureItem(frame, isAnother: frame.Count > 1 && field.Max > 1);
        sink.Write(text);
        EndItem(frame);
    }

    private static void AddEmpty(WriteFrame frame, bool isKept)
    {
        frame.Pending++;
        if (isKept) frame.PendingKept = frame.Pending;
    }

    private void EnsureBegun(WriteFrame frame)
    {
        if (frame.HasBegun) return;
        frame.HasBegun = true;
        if (frame.Parent is { Node.Kind: NodeKind.Delimited } parent) EnsureItem(parent, isAnother: false);
        else if (frame.Parent is not null) EnsureBegun(frame.Parent);
        if (frame.Node.Kind == NodeKind.Delimited) sink.Write(frame.Node.Tag);
    }

    private void EnsureItem(WriteFrame frame, bool isAnother)
    {
        if (frame.IsInItem) return;
        EnsureBegun(frame);
        var node = frame.Node;
        bool isRepeated = isAnother && node.RepeatingDelimiter.Length > 0 && frame.Pending == 0;
        for (int i = frame.Pending; i > 0 && node.PreserveEmpty; i--) WriteEmpty(frame);
        (frame.Pending, frame.PendingKept) = (0, 0);
        if (isRepeated)
        {
            sink.Write(node.RepeatingDelimiter);
            frame.OwesDelimiter = false;
        }
        else
        {
            WriteDelimiter(frame);
        }

        frame.IsInItem = true;
    }

    private void WriteEmpty(WriteFrame frame)
    {
        EnsureBegun(frame);
        WriteDelimiter(frame);
        EndItem(frame);
    }

    private void WriteDelimiter(WriteFrame frame)
    {
        bool isBefore = frame.Node.Order switch
        {
            ChildOrder.Prefix => true,
            ChildOrder.Infix => frame.Written > 0,
            _ => frame.OwesDelimiter,
        };
        if (isBefore) sink.Write(frame.Node.Delimiter);
        frame.OwesDelimiter = false;
    }

    private static void EndItem(WriteFrame frame)
    {
        frame.IsInItem = false;
        frame.Written++;
        frame.OwesDelimiter = frame.Node.Order == ChildOrder.Postfix;
    }

    private void PutTag(WriteFrame frame)
    {
        var node = frame.Node;
        if (node.Tag.Length == 0) return;
        var written = sink.From(frame.Start);
        int at = _text.Forward(written, node.TagOffset);
        if (written.Length - at < node.Tag.Length)
        {
            int missing = node.Tag.Length - (written.Length - at);
            sink.Fill(' ', missing);
            written = sink.From(frame.Start);
        }

        node.Tag.CopyTo(written[at..]);
    }

    private static DocumentFaultException OutOfPlace(WriteFrame frame, FlatNode leaf) => new(new Failure(
        FailureCodes.Invalid,
        $"The element {leaf.Name} comes too often or too late in the record {frame.Node.Name}: the flat file has its "
            + "parts in the order of the schema. Correct the map that makes the document.",
        new FailurePlace(Record: frame.Node.Name, Field: leaf.Name)));
}
