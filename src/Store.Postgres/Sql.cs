using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres;

/// <summary>The statements: embedded files of the folder Sql, read once.</summary>
internal static partial class Sql
{
    /// <summary>How many sets of tables the ring of generations has.</summary>
    public const int Slots = 4;

    /// <summary>How many sets of tables the ring of a retention class has.</summary>
    public const int TrackingSlots = 5;

    /// <summary>The text of a statement.</summary>
    public static string Read(string name) => ReadFile($"Sql.{name}.sql").TrimEnd();

    /// <summary>
    /// A statement that names tables of slot 1, for each slot of the ring; the index is the slot - 1.
    /// </summary>
    public static string[] ReadPerSlot(string name)
    {
        string text = Read(name);
        return [.. Enumerable.Range(1, Slots).Select(slot => ForSlot(text, $"{slot}"))];
    }

    /// <summary>
    /// A statement that names tables of slot 1 of class 0, for each class and each slot of its ring; the second index
    /// is the slot - 1.
    /// </summary>
    public static string[][] ReadPerTrackingSlot(string name)
    {
        string text = Read(name);
        return
        [
            .. Enumerable.Range(0, RetentionClass.ClassesMax).Select(retention => Enumerable.Range(1, TrackingSlots)
                .Select(slot => TrackingSlotOne().Replace(text, $"${{table}}_{retention}_{slot}")).ToArray()),
        ];
    }

    /// <summary>A statement that names tables of all slots of class 0, for each class.</summary>
    public static string[] ReadPerClass(string name)
    {
        string text = Read(name);
        return
        [
            .. Enumerable.Range(0, RetentionClass.ClassesMax)
                .Select(retention => ClassZero().Replace(text, $"${{table}}_{retention}_")),
        ];
    }

    /// <summary>The slot of a generation of tracking, from 1.</summary>
    public static int TrackingSlotOf(long generation) => (int)((generation - 1) % TrackingSlots) + 1;

    /// <summary>The same for the tables of what was kept for laggards.</summary>
    public static string ReadKept(string name) => ForSlot(Read(name), "kept");

    /// <summary>The slot of a generation, from 1.</summary>
    public static int SlotOf(long generation) => (int)((generation - 1) % Slots) + 1;

    /// <summary>All migrations in order.</summary>
    public static IReadOnlyList<(int Number, string Name, string Text, string Checksum)> Migrations()
    {
        const string folder = "Migrations.";
        var assembly = typeof(Sql).Assembly;
        string prefix = $"{assembly.GetName().Name}.{folder}";
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => name[prefix.Length..])
                .Select(file => Migration(file[..^".sql".Length], ReadFile(folder + file))),
        ];
    }

    private static (int, string, string, string) Migration(string name, string text)
    {
        string checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return (int.Parse(name.AsSpan(0, 4)), name, text, checksum);
    }

    private static string ForSlot(string text, string slot) => SlotOne().Replace(text, $"${{table}}_{slot}");

    private static string ReadFile(string file)
    {
        var assembly = typeof(Sql).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.{file}")
            ?? throw new InvalidOperationException($"{file} is not embedded in {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\b(?<table>segment|reference|progress|transmit)_1\b", RegexOptions.ExplicitCapture)]
    private static partial Regex SlotOne();

    [GeneratedRegex(@"\b(?<table>tracking|tracked_body)_0_1\b", RegexOptions.ExplicitCapture)]
    private static partial Regex TrackingSlotOne();

    [GeneratedRegex(@"\b(?<table>tracked_body)_0_", RegexOptions.ExplicitCapture)]
    private static partial Regex ClassZero();
}
