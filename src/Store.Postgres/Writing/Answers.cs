using System.Text.Json;
using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>What an error of a commit means.</summary>
internal static class Answers
{
    private const string ReceiptKey = "receipt_pkey";

    public static Attempt Read(PostgresException error)
    {
        // The server said so and then ended the connection: the transaction may have been committed before.
        if (!SqlStates.IsRolledBack(error)) return new Attempt.Unknown(error.MessageText);
        string detail = error.Detail ?? "";
        return error.SqlState switch
        {
            SqlStates.LaneLost => new Attempt.Known(new CommitResult.LaneLost()),
            SqlStates.RoutesChanged => new Attempt.Known(new CommitResult.RoutesChanged(long.Parse(detail))),
            SqlStates.GenerationMoved => new Attempt.Moved(LogPlace.Parse(detail)),
            SqlStates.ReadersLost => new Attempt.Known(new CommitResult.ReadersLost(ReaderLanes(detail))),
            SqlStates.OpenItemsLost => new Attempt.Known(new CommitResult.OpenItemsLost(Ids(detail))),
            SqlStates.LeasesLost => new Attempt.Known(new CommitResult.LeasesLost(
                [.. JsonDocument.Parse(detail).RootElement.EnumerateArray().Select(one => one.GetString()!)])),
            SqlStates.ReceiptsTaken => new Attempt.Known(
                new CommitResult.ReceiptsTaken(Array.ConvertAll(Ids(detail), ReceiptStatements.FromGuid))),
            SqlStates.UniqueViolation when error.ConstraintName == ReceiptKey => new Attempt.Reopens(),
            SqlStates.DiskFull => new Attempt.Known(new CommitResult.NoRoom(
                $"The database has no room: {error.MessageText}. Free some on its disk; nothing is lost meanwhile.")),
            var state when SqlStates.IsCollision(state) => new Attempt.Again(error.MessageText, IsCollision: true),
            var state when SqlStates.IsRefusal(state) => new Attempt.Known(new CommitResult.Refused(
                $"The database refuses the data: {error.MessageText} ({state}{Place(error)}).")),
            _ => new Attempt.Again($"{error.MessageText} ({error.SqlState})", IsCollision: false),
        };
    }

    private static string Place(PostgresException error) =>
        error.ConstraintName is { } name ? $", {name}" : error.ColumnName is { } column ? $", {column}" : "";

    private static Guid[] Ids(string detail) => Array.ConvertAll(detail.Split(','), Guid.Parse);

    private static ReaderLane[] ReaderLanes(string detail) => Array.ConvertAll(
        detail.Split(','),
        static pair =>
        {
            string[] numbers = pair.Split(' ');
            return new ReaderLane(int.Parse(numbers[0]), int.Parse(numbers[1]));
        });
}
