namespace Viaduct.Store.Postgres.Writing;

/// <summary>The generations that lanes write: of the log, and of each retention class.</summary>
internal sealed record LogPlace(long Generation, long[] Tracking)
{
    /// <summary>Reads what the lane's fence says: the one, a semicolon, the others with commas.</summary>
    public static LogPlace Parse(string text)
    {
        string[] parts = text.Split(';');
        return new LogPlace(long.Parse(parts[0]), Array.ConvertAll(parts[1].Split(','), long.Parse));
    }
}
