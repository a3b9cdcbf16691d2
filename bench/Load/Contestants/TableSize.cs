namespace Viaduct.Load.Contestants;

/// <summary>How large a table or a file of a store is.</summary>
/// <param name="Bytes">Bytes with indexes and free space; 0 if it cannot be told.</param>
/// <param name="Rows">Rows; 0 for a file, and where counting would take too long.</param>
internal readonly record struct TableSize(long Bytes, long Rows)
{
    /// <summary>The larger of both, each by itself.</summary>
    public TableSize OrMore(TableSize other) => new(Math.Max(Bytes, other.Bytes), Math.Max(Rows, other.Rows));
}
