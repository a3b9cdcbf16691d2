using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>
/// Follows a grammar through the part of a file that is at hand, step by step, on a stack of its own, so that it can
/// stop between any two steps until more of the file is there. Where a schema leaves a choice that tags do not decide,
/// it tries, and goes back if that does not fit.
/// </summary>
internal sealed class FlatMachine
{
    private const int FramesMax = 512;

    private readonly ReadState _state;
    private readonly FlatGrammar _grammar;
    private readonly FieldReader _fields;
    private readonly StartRules _starts;
    private readonly ItemRules _items;
    private readonly Frame[] _frames = new Frame[FramesMax];
    private int _depth;

    /// <summary>A machine for one grammar.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="state">Where it reads.</param>
    /// <param name="isAtTrailer">Says whether what follows the body begins here; null if nothing does.</param>
    public FlatMachine(FlatGrammar grammar, ReadState state, Func<bool>? isAtTrailer = null)
    {
        (_grammar, _state) = (grammar, state);
        _fields = new FieldReader(state, grammar);
        _starts = new StartRules(state, grammar, _fields, isAtTrailer);
        _items = new ItemRules(state, grammar);
    }

    /// <summary>True if the root has been read to its end.</summary>
    public bool IsDone => _depth == 0;

    /// <summary>Where the part of a record begins that is being read; null if the record itself is not.</summary>
    public long? PartStartOf(FlatNode record)
    {
        for (int i = 0; i < _depth; i++)
            if (_frames[i].Node == record) return _frames[i].ItemStart;
        return null;
    }

    /// <summary>Begins a root record here.</summary>
    public bool Begin()
    {
        _depth = 0;
        var root = _grammar.Root;
        if (root.Tag.Length > 0 && !_starts.HasTag(root))
            return _state.Fail(root, $"the tag {Shown.Quoted(root.Tag)} of the record {root.Name}");
        Push(root);
        return true;
    }

    /// <summary>Takes one step; what it did is undone if more of the file must be at hand.</summary>
    /// <returns>False if the file does not fit the grammar, or more must be at hand.</returns>
    public bool Step()
    {
        var top = _frames[_depth - 1];
        int owner = top.Owner;
        var ownerFrame = _frames[owner];
        var (depth, position, events, held) = (_depth, _state.Position, _state.Events.Count, _state.Held);
        bool isGood = StepOnce();
        if (!_state.IsStarved) return isGood;
        _frames[depth - 1] = top;
        _frames[owner] = ownerFrame;
        Undo(depth, position, events, held);
        return false;
    }

    /// <summary>Reads a whole root at once, as far as it is at hand.</summary>
    public bool RunToEnd() => Run(0);

    private bool Run(int floor)
    {
        while (_depth > floor)
            if (!StepOnce() || _state.IsStarved) return false;
        return true;
    }

    private bool StepOnce()
    {
        ref var frame = ref _frames[_depth - 1];
        if (frame.IsBehindItem && !EndItem(ref frame)) return false;
        if (frame.Node.Kind == NodeKind.Choice) return StepChoice(ref frame);
        if (frame.Index == frame.Node.Children.Length) return Finish(ref frame);
        var child = frame.Node.Children[frame.Index];
        if (frame.Count >= child.Max) return Next(ref frame);
        ref var owner = ref _frames[frame.Owner];
        if (owner.Node.Kind == NodeKind.Delimited && !owner.IsPending && !_items.Begin(ref owner))
            return NoMoreItems(ref frame, ref owner, child);
        switch (_starts.Of(frame, owner, child, _depth == 1))
        {
            case StartAnswer.No:
                if (frame.Count >= child.Min) return Next(ref frame);
                return _state.Fail(child, Expectation.Of(child));
            case StartAnswer.Try:
                if (Try(_depth - 1, child)) return true;
                if (_state.IsStarved) return false;
                frame = ref _frames[_depth - 1];
                return frame.Count >= child.Min && Next(ref frame);
            default:
                return Take(ref frame, ref owner, child);
        }
    }

    private bool Take(ref Frame frame, ref Frame owner, FlatNode child)
    {
        if (child.Kind == NodeKind.Field)
        {
            if (frame.Count >= child.Min) owner.TookOptional = true;
            if (owner.Node.Kind == NodeKind.Delimited)
            {
                if (!_fields.Delimited(child)) return false;
            }
            else
            {
                owner.ItemStart = _state.Position;
                if (!_fields.Positional(child, owner.Limit, out bool isLeftOut)) return false;
                if (isLeftOut) return Next(ref frame);
            }

            return EndItem(ref frame);
        }

        frame.IsBehindItem = true;
        if (owner.Node.Kind != NodeKind.Delimited) owner.ItemStart = _state.Position;
        Push(child);
        return true;
    }

    private StepResult StepChoiceOnce(ref Frame frame)
    {
        ref var owner = ref _frames[frame.Owner];
        if (owner.Node.Kind == NodeKind.Delimited && !owner.IsPending && !_items.Begin(ref owner))
            return StepResult.None;
        var alternatives = frame.Node.Children;
        int index = _depth - 1;
        for (int i = 0; i < alternatives.Length; i++)
        {
            var child = alternatives[i];
            var answer = _starts.Of(frame, owner, child, isRoot: false);
            if (_state.IsStarved) return StepResult.Failed;
            if (answer == StartAnswer.No) continue;
            frame.Index = i;
            if (child is { IsRecord: true, Tag.Length: > 0 })
                return Take(ref frame, ref owner, child) ? StepResult.Done : StepResult.Failed;
            if (Try(index, child)) return StepResult.Done;
            if (_state.IsStarved) return StepResult.Failed;
        }

        return StepResult.None;
    }

    private bool StepChoice(ref Frame frame)
    {
        if (frame.Count > 0)
        {
            _depth--;
            return true;
        }

        frame.Index = 0;
        switch (StepChoiceOnce(ref frame))
        {
            case StepResult.Done:
                return true;
            case StepResult.None when frame.Node.CanBeEmpty:
                _depth--;
                return true;
            case StepResult.None:
                return _state.Fail(frame.Node, Expectation.Of(frame.Node));
            default:
                return false;
        }
    }

    // Reads the delimiter that belongs to the part that was read.
    private bool EndItem(ref Frame frame)
    {
        frame.IsBehindItem = false;
        var child = frame.Node.Children[Math.Min(frame.Index, frame.Node.Children.Length - 1)];
        frame.Count++;
        ref var owner = ref _frames[frame.Owner];
        var record = owner.Node;
        // A group's parts have been counted one by one.
        bool isItem = !child.IsGroup;
        if (record.Kind == NodeKind.Delimited && isItem && owner.IsPending)
        {
            owner.Items++;
            owner.IsPending = false;
            bool isRepeated = child.Kind == NodeKind.Field && child.Max > 1 && record.RepeatingDelimiter.Length > 0;
            if (isRepeated && _state.IsAt(record.RepeatingDelimiter, _state.Position))
            {
                owner.IsPending = true;
                _state.Position += record.RepeatingDelimiter.Length;
                return true;
            }

            if (isRepeated) frame.Count = int.MaxValue;
            if (record is { Order: ChildOrder.Postfix, Delimiter.Length: > 0 } && !_items.EndPostfix(owner, child))
                return false;
        }

        if (child.Max > 1 && TookNothing(owner, child)) frame.Count = int.MaxValue;
        if (frame.Count >= child.Max && frame.Node.Kind != NodeKind.Choice) Next(ref frame);
        return true;
    }

    // What takes nothing would come again for ever.
    private bool TookNothing(in Frame owner, FlatNode child)
    {
        if (child.IsGroup && owner.IsPending) return true;
        if (owner.Node.Delimiter.Length > 0) return false;
        return _state.Position == (child.Kind == NodeKind.Field ? owner.ItemStart : _frames[_depth].Start);
    }

    private bool NoMoreItems(ref Frame frame, ref Frame owner, FlatNode child)
    {
        if (_state.IsStarved) return false;
        if (frame.Count >= child.Min) return Next(ref frame);
        if (child.CanBeEmpty)
        {
            AddEmpty(child);
            return Next(ref frame);
        }

        if (_grammar.EndsEarly && child.Kind == NodeKind.Field) return Next(ref frame);
        // Optional fields have taken what this record needs: so it is when a schema is parsed for speed.
        if (owner.TookOptional && !_grammar.IsComplex && child is { Kind: NodeKind.Delimited, Tag.Length: 0 })
            return Next(ref frame);
        string delimiter = owner.Node.Delimiter;
        bool isBetween = delimiter.Length > 0 && owner.Node.Order != ChildOrder.Postfix;
        string expected = Expectation.Of(child);
        return _state.Fail(child, isBetween ? $"{Shown.Quoted(delimiter)} and {expected}" : expected);
    }

    private void AddEmpty(FlatNode node)
    {
        if (!node.IsRecord) return;
        _state.Events.Add(new FlatEvent(FlatEventKind.Start, node, _state.Position));
        foreach (var child in node.Children)
            if (child.Min > 0) AddEmpty(child);
        _state.Events.Add(new FlatEvent(FlatEventKind.End, node, _state.Position));
    }

    private bool Next(ref Frame frame)
    {
        frame.Count = 0;
        frame.Index++;
        if (frame.IsHeld && frame.Index > frame.Node.LastAttribute) Release(ref frame);
        return true;
    }

    private void Release(ref Frame frame)
    {
        frame.IsHeld = false;
        _state.Held--;
    }

    private bool Finish(ref Frame frame)
    {
        var node = frame.Node;
        // A delimiter that no part followed is not the record's own.
        if (node.Kind == NodeKind.Delimited && frame.IsPending) _state.Position = frame.ItemStart;
        if (node.IsRecord) _state.Events.Add(new FlatEvent(FlatEventKind.End, node, _state.Position));
        if (frame.IsHeld) Release(ref frame);
        _depth--;
        return true;
    }

    private void Push(FlatNode node)
    {
        ref var frame = ref _frames[_depth];
        var parent = _depth > 0 ? _frames[_depth - 1] : default;
        frame = new Frame
        {
            Node = node,
            Owner = node.IsRecord ? _depth : parent.Owner,
            Start = _state.Position,
            ItemStart = _state.Position,
            Limit = long.MaxValue,
        };
        _depth++;
        if (!node.IsRecord) return;
        _state.Events.Add(new FlatEvent(FlatEventKind.Start, node, _state.Position));
        if (node.LastAttribute >= 0)
        {
            frame.IsHeld = true;
            _state.Held++;
        }

        if (node.Kind == NodeKind.Delimited) _state.Position += node.Tag.Length;
        else frame.Limit = _starts.LimitOf(node, parent);
    }

    // Reads a child that may not be one.
    private bool Try(int index, FlatNode child)
    {
        var frame = _frames[index];
        int ownerIndex = frame.Owner;
        var owner = _frames[ownerIndex];
        var (depth, position, events, held) = (_depth, _state.Position, _state.Events.Count, _state.Held);
        _state.Attempts++;
        bool isGood = Take(ref _frames[index], ref _frames[ownerIndex], child) && Run(depth);
        ref var behind = ref _frames[index];
        if (isGood && behind.IsBehindItem) isGood = EndItem(ref behind) && _items.IsAtEnd(_frames[ownerIndex]);
        _state.Attempts--;
        if (isGood && !_state.IsStarved) return true;
        _frames[index] = frame;
        _frames[ownerIndex] = owner;
        Undo(depth, position, events, held);
        return false;
    }

    private void Undo(int depth, long position, int events, int held)
    {
        _depth = depth;
        _state.Position = position;
        _state.Held = held;
        _state.Events.RemoveRange(events, _state.Events.Count - events);
    }
}
