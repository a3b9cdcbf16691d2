using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite.CleanUp;

/// <summary>
/// One round of clean-up, as a row of small steps. A slice does steps in one transaction until its time is over; the
/// next slice goes on where it ended. A slice that is rolled back ends the round: the next one finds its rows again.
/// </summary>
internal sealed partial class CleanUpRound : IDisposable
{
    private static readonly TimeSpan s_sliceMax = TimeSpan.FromMilliseconds(5);

    private readonly CleanUpPlan _plan;
    private readonly SiftMarks _marks;
    private readonly CleanUpOptions _options;
    private readonly IEnumerator<bool> _steps;
    private WriteTransaction? _transaction;
    private bool _isUnderWay;
    private long _highestSegment;
    private long _highestTracking;

    public CleanUpRound(CleanUpPlan plan, SiftMarks marks, CleanUpOptions options)
    {
        _plan = plan;
        _marks = marks;
        _options = options;
        _steps = Steps().GetEnumerator();
    }

    public long Segments { get; private set; }

    public long Bytes { get; private set; }

    public long Receipts { get; private set; }

    public long TrackingRows { get; private set; }

    public long Bodies { get; private set; }

    /// <summary>Does steps for some milliseconds; false if there are no more.</summary>
    public bool RunSlice(WriteTransaction transaction)
    {
        if (_isUnderWay)
        {
            return false;
        }
        _isUnderWay = true;
        _marks.Begin();
        _transaction = transaction;
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        (_highestSegment, _highestTracking) = (0, 0);
        var more = true;
        while (clock.GetElapsedTime(started) < s_sliceMax && (more = _steps.MoveNext()))
        {
        }
        if (_highestSegment > 0)
        {
            transaction.Get(Sql.CleanSegmentNumber).Bind(1, _highestSegment).Run();
        }
        if (_highestTracking > 0)
        {
            transaction.Get(Sql.CleanTrackingId).Bind(1, _highestTracking).Run();
        }
        _transaction = null;
        return more;
    }

    /// <summary>The slice is committed.</summary>
    public void Commit()
    {
        _marks.Commit();
        _isUnderWay = false;
    }

    public void Dispose() => _steps.Dispose();

    // Each true is a place where a slice may end.
    private IEnumerable<bool> Steps()
    {
        foreach (var lane in _plan.Lanes)
        {
            foreach (var reader in _plan.Referenced)
            {
                var referenced = new ReaderLane(reader, lane);
                foreach (var step in RemoveReferences(referenced).Concat(Sift(referenced)))
                {
                    yield return step;
                }
            }
            foreach (var step in MoveFront(lane))
            {
                yield return step;
            }
        }
        foreach (var step in _plan.Progress.SelectMany(RemoveTransmits).Concat(RemoveByAge()).Concat(RemoveBodies()))
        {
            yield return step;
        }
    }

    private Statement Get(SqlText sql) => _transaction!.Get(sql);

    private IEnumerable<bool> RemoveReferences(ReaderLane referenced)
    {
        var end = _plan.NeededFrom(referenced);
        while (Get(Sql.CleanNextReference).Bind(1, referenced.Reader).Bind(2, referenced.Lane).Bind(3, end).Scalar()
            is { } sequence)
        {
            RemoveReference(referenced, sequence);
            yield return true;
        }
    }

    private void RemoveReference(ReaderLane referenced, long sequence)
    {
        Get(Sql.CleanReference).Bind(1, referenced.Reader).Bind(2, referenced.Lane).Bind(3, sequence).Run();
        // The front has passed it by, because of this reference: now it may go.
        if (sequence <= Front(referenced.Lane) && !HasReference(referenced.Lane, sequence))
        {
            var segment = Get(Sql.CleanFindSegment).Bind(1, referenced.Lane).Bind(2, sequence);
            if (segment.Step())
            {
                RemoveSegment(segment.Int64(0), segment.Int64(1));
            }
        }
    }

    // Looks at each segment of a lane once. What somebody needs stays behind the front, and goes with its last
    // reference.
    private IEnumerable<bool> MoveFront(int lane)
    {
        while (true)
        {
            var next = Get(Sql.CleanNextSegment).Bind(1, lane).Bind(2, Front(lane));
            if (!next.Step())
            {
                yield break;
            }
            var (number, sequence, hasTrack, bytes) =
                (next.Int64(0), next.Int64(1), next.Int64(2) != 0, next.Int64(3));
            next.Reset();
            if (hasTrack && sequence >= _plan.TrackedUpTo(lane))
            {
                yield break;
            }
            if (!HasReference(lane, sequence))
            {
                RemoveSegment(number, bytes);
            }
            Get(Sql.CleanFrontMoved).Bind(1, lane).Bind(2, sequence).Run();
            yield return true;
        }
    }

    private long Front(int lane) => Get(Sql.CleanFront).Bind(1, lane).Scalar() ?? 0;

    private bool HasReference(int lane, long sequence) => _plan.Referenced.Any(
        reader => Get(Sql.CleanHasReference).Bind(1, reader).Bind(2, lane).Bind(3, sequence).Scalar() is not null);

    private void RemoveSegment(long number, long bytes)
    {
        Get(Sql.CleanSegment).Bind(1, number).Run();
        Get(Sql.CleanBodiesOfSegment).Bind(1, number).Run();
        _highestSegment = Math.Max(_highestSegment, number);
        Segments++;
        Bytes += bytes;
    }

    private IEnumerable<bool> RemoveTransmits(ProgressRow newest)
    {
        const int Rows = 50;
        var (reader, lane) = newest.ReaderLane;
        var from = Get(Sql.CleanFirstTransmit).Bind(1, reader).Bind(2, lane).Scalar() ?? newest.Number;
        for (; from < newest.Number; from += Rows)
        {
            Get(Sql.CleanTransmit)
                .Bind(1, reader).Bind(2, lane).Bind(3, from).Bind(4, Math.Min(from + Rows, newest.Number))
                .Bind(5, newest.Position.Sequence).Bind(6, newest.Position.Item).Run();
            yield return true;
        }
    }

    private IEnumerable<bool> RemoveByAge()
    {
        const int Rows = 50;
        long removed;
        do
        {
            var (closed, old) = (Before(_options.ClosedReceipts), Before(_options.Receipts));
            removed = Get(Sql.CleanClosedReceipts).Bind(1, closed).Bind(2, Rows).Run()
                + Get(Sql.CleanReceipts).Bind(1, old).Bind(2, Rows).Run();
            Receipts += removed;
            yield return true;
        }
        while (removed > 0);
        foreach (var step in _plan.Retention.SelectMany(RemoveTracked))
        {
            yield return step;
        }
        while (Get(Sql.CleanNextResponse).Bind(1, Before(_options.Responses)).Scalar() is { } number)
        {
            OpenItemWriter.Delete(_transaction!, number);
            yield return true;
        }
    }

    private IEnumerable<bool> RemoveTracked(RetentionRow retention)
    {
        var keep = retention.Keep ?? _options.Tracking;
        while (Get(Sql.CleanNextTracking).Bind(1, retention.Number).Bind(2, Before(keep)).Scalar() is { } id)
        {
            Get(Sql.CleanTracking).Bind(1, id).Run();
            _highestTracking = Math.Max(_highestTracking, id);
            TrackingRows++;
            yield return true;
        }
        while (Get(Sql.CleanNextTrackedBodies).Bind(1, retention.Number).Bind(2, Before(keep)).Scalar() is { } place)
        {
            Get(Sql.CleanTrackedBodies).Bind(1, place).Run();
            yield return true;
        }
    }

    private long Before(TimeSpan age) => _transaction!.Now - StoreTime.From(age);

    private IEnumerable<bool> RemoveBodies()
    {
        const int BodiesMax = 100;
        foreach (var body in Ids(Get(Sql.FindOrphanBodies).Bind(1, BodiesMax))
            .Concat(Ids(Get(Sql.FindLooseBodies).Bind(1, BodiesMax).Bind(2, _transaction!.Now))))
        {
            while (BodyChunks.DeleteSome(_transaction!, body))
            {
                yield return true;
            }
            Get(Sql.BodyDiscard).Bind(1, body).Run();
            Bodies++;
        }
    }

    private static List<Guid> Ids(Statement reading)
    {
        var ids = new List<Guid>();
        while (reading.Step())
        {
            ids.Add(reading.Guid(0));
        }
        return ids;
    }
}
