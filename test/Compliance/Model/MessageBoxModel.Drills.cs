using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <summary>Reports of drills.</summary>
public partial class MessageBoxModel
{
    public List<(DrillRow Drill, byte[] Report)> Drills { get; } = [];

    public virtual bool AddDrill(DrillRow drill, byte[] report, int keptMax)
    {
        if (Drills.Exists(one => one.Drill.Id == drill.Id)) return false;
        Drills.Add((drill, report));
        foreach (var old in ListDrills(int.MaxValue).Skip(keptMax)) Drills.RemoveAll(one => one.Drill.Id == old.Id);
        return true;
    }

    public IReadOnlyList<DrillRow> ListDrills(int rowsMax) =>
    [
        .. Drills.Select(one => one.Drill).OrderByDescending(one => one.StartedAt)
            .ThenByDescending(one => Convert.ToHexString(one.Id.ToByteArray(bigEndian: true)), StringComparer.Ordinal)
            .Take(rowsMax),
    ];

    public byte[]? ReadDrill(Guid id) => Drills.Find(one => one.Drill.Id == id).Report;
}
