using Viaduct.Core.Messages;

namespace Viaduct.Core.Process.Ordering;

/// <summary>The send port that an ordered reader works for.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Port">The port's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The property that keys are taken from; null: all messages have one key.</param>
/// <param name="StopsOnFailure">True if a suspended message keeps those of its key behind it waiting.</param>
internal sealed record OrderedPort(int Reader, int Port, string Name, PropertyKey? Key, bool StopsOnFailure);
