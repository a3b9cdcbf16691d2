using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>The sockets of this process by where they lead, and a filter that lets nothing in. Linux only.</summary>
internal static partial class OwnSockets
{
    private const string Handles = "/proc/self/fd";
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;
    private const int DetachFilter = 27;
    private const ushort Return = 6;
    private const int FamilyInternet = 2;
    private const int FamilyInternet6 = 10;
    private const int AddressBytes = 128;

    /// <summary>From now on what arrives at the sockets that lead to these places is dropped.</summary>
    /// <exception cref="IOException">The system does not do it.</exception>
    public static unsafe void Deafen(IReadOnlySet<IPEndPoint> places)
    {
        // One instruction: return 0 bytes, which is nothing of the packet.
        var instruction = new Instruction { Code = Return };
        var filter = new Filter { Length = 1, Instructions = &instruction };
        nint value = (nint)(&filter);
        int length = sizeof(Filter);
        ForEach(places, socket =>
        {
            if (SetOption(socket, SocketLevel, AttachFilter, value, length) != 0)
                throw new IOException($"A socket takes no filter: error {Marshal.GetLastPInvokeError()}.");
        });
    }

    /// <summary>They hear again. What has no filter stays as it is.</summary>
    public static unsafe void Hear(IReadOnlySet<IPEndPoint> places)
    {
        int unused = 0;
        nint value = (nint)(&unused);
        ForEach(places, socket => _ = SetOption(socket, SocketLevel, DetachFilter, value, sizeof(int)));
    }

    private static void ForEach(IReadOnlySet<IPEndPoint> places, Action<int> action)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(Handles))
        {
            if (!int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int number)) continue;
            // A handle of our own on the same socket: its number may be given to another one at any moment.
            int socket = Duplicate(number);
            if (socket < 0) continue;
            try
            {
                if (PeerOf(socket) is { } peer && places.Contains(peer)) action(socket);
            }
            finally
            {
                _ = Close(socket);
            }
        }
    }

    private static unsafe IPEndPoint? PeerOf(int socket)
    {
        Span<byte> address = stackalloc byte[AddressBytes];
        int length = AddressBytes;
        fixed (byte* first = address)
        {
            if (GetPeer(socket, (nint)first, ref length) != 0) return null;
        }

        int port = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        return MemoryMarshal.Read<ushort>(address) switch
        {
            FamilyInternet => new IPEndPoint(new IPAddress(address.Slice(4, 4)), port),
            FamilyInternet6 when new IPAddress(address.Slice(8, 16)) is var ip =>
                new IPEndPoint(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip, port),
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);

    [LibraryImport("libc", EntryPoint = "getpeername")]
    private static partial int GetPeer(int socket, nint address, ref int length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int socket, int level, int name, nint value, int length);

    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte JumpIfTrue;
        public byte JumpIfFalse;
        public uint Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Filter
    {
        public ushort Length;
        public Instruction* Instructions;
    }
}
