using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>What a write request works with: the writing connection inside BEGIN IMMEDIATE.</summary>
internal sealed class WriteTransaction(Connection connection, TimeProvider clock)
{
    public Connection Connection => connection;

    /// <summary>The store's present time.</summary>
    public long Now { get; private set; }

    /// <summary>Nothing of it is to stay: it is rolled back when the request returns.</summary>
    public bool IsUndone { get; private set; }

    /// <summary>Other processes are told that something changed.</summary>
    public bool IsHinted { get; private set; }

    public Statement Get(SqlText sql) => connection.Get(sql);

    public void Undo() => IsUndone = true;

    /// <summary>Tells other processes, with the commit, to look for changes.</summary>
    public void Hint() => IsHinted = true;

    public void Begin()
    {
        IsUndone = false;
        IsHinted = false;
        Get(Sql.Begin).Run();
        // Behind the lock, so that times rise with the order of the commits.
        Now = StoreTime.From(clock.GetUtcNow());
    }

    /// <summary>Commits, or rolls back if it was undone.</summary>
    public void End()
    {
        if (IsUndone)
        {
            connection.Rest();
            return;
        }
        if (IsHinted)
        {
            Get(Sql.HintRaise).Run();
        }
        Get(Sql.Commit).Run();
        connection.Rest();
    }
}
