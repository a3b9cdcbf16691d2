using System.Formats.Tar;
using FsCheck;
using FsCheck.Fluent;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Tests.Configuration;

public class ConfigurationPackageTests
{
    private const string Application =
        """
        application: orders
        propertySchemas: [ { prefix: Order, file: schemas/Properties.xsd } ]
        receivePorts:
          - name: r
            locations:
              - { name: l, folder: { path: /in },
                  receive: [ xml: { schema: schemas/Order.xsd }, check: { schema: more/ } ] }
        sendPorts:
          - { name: s, filter: "Order.Total > 1 and Order.Due > '2026-01-01' and Order.Paid == true",
              folder: { path: "${OUT}" } }
        """;

    private const string Properties =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:p">
          <xs:element name="Total" type="xs:decimal"/>
          <xs:element name="Due" type="xs:dateTime"/>
          <xs:element name="Region"/>
          <xs:element name="Paid"><xs:simpleType><xs:restriction base="xs:boolean"/></xs:simpleType></xs:element>
        </xs:schema>
        """;

    [Fact]
    public void Read_Package_GivesTheSameModelAndFiles()
    {
        using var files = Files();
        var loaded = files.LoadGood();
        Assert.Equal(
            [
                "applications/orders/application.yaml", "applications/orders/more/a.txt",
                "applications/orders/more/b.txt",
                "applications/orders/schemas/Order.xsd", "applications/orders/schemas/Properties.xsd", "viaduct.yaml",
            ],
            loaded.Package.Paths);

        var package = ConfigurationPackage.Read(loaded.Package.Bytes);
        Assert.Equal(loaded.Package.Hash, package.Hash);
        var again = new ConfigurationLoader(files.Catalog).LoadPackage(package).Configuration!;
        Assert.Equal(loaded.Group.SendPorts.Single().Subscription!.ToString(),
            again.Group.SendPorts.Single().Subscription!.ToString());
        Assert.Equal("/out", again.Group.SendPorts.Single().Endpoint.Address);

        var packed = again.FilesOf(again.Group.Applications.Single());
        using var schema = new StreamReader(packed.Open("schemas/Order.xsd"));
        Assert.Equal("order schema", schema.ReadToEnd());
        Assert.Equal(["more/a.txt", "more/b.txt"], packed.List("more/"));
        Assert.False(packed.Exists("unnamed.txt"));
        Assert.Throws<FileNotFoundException>(() => packed.Open("../../../etc/passwd"));
    }

    [Fact]
    public void Create_EqualConfigurations_GivesEqualBytes()
    {
        using var one = Files();
        using var two = Files();
        two.Write("applications/orders/unnamed.txt", "not named, so not packed");
        var (first, second) = (one.LoadGood().Package, two.LoadGood().Package);
        Assert.True(first.Bytes.Span.SequenceEqual(second.Bytes.Span));
        Assert.Matches("^[0-9a-f]{64}$", first.Hash);
    }

    [Theory]
    [InlineData("applications/orders/schemas/Order.xsd", "other")]
    [InlineData("applications/orders/application.yaml", Application + "\n# a comment")]
    public void Create_AnotherFile_GivesAnotherHash(string path, string content)
    {
        using var files = Files();
        string hash = files.LoadGood().Package.Hash;
        Assert.NotEqual(hash, files.Write(path, content).LoadGood().Package.Hash);
    }

    [Fact]
    public void Create_AnotherVariable_GivesAnotherHash()
    {
        using var files = Files();
        string hash = files.LoadGood().Package.Hash;
        Assert.NotEqual(hash, files.Set("OUT", "/elsewhere").LoadGood().Package.Hash);
        Assert.Equal(hash, files.Set("OUT", "/out").Set("UNUSED", "x").LoadGood().Package.Hash);
    }

    [Theory]
    [InlineData("../escape.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("a/./b")]
    [InlineData(".viaduct/other")]
    [InlineData("a\\b")]
    public void Read_HostilePath_IsRefused(string path) =>
        Assert.Throws<InvalidDataException>(() => ConfigurationPackage.Read(Tar(path, TarEntryType.RegularFile)));

    [Fact]
    public void Read_LinkInPackage_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => ConfigurationPackage.Read(Tar("link", TarEntryType.SymbolicLink)));

    [Fact]
    public void Read_NoManifest_IsRefused() =>
        Assert.Throws<InvalidDataException>(() =>
            ConfigurationPackage.Read(Tar("viaduct.yaml", TarEntryType.RegularFile)));

    [Fact]
    public void Read_DamagedBytes_IsRefusedOrRead()
    {
        using var files = Files();
        byte[] good = files.LoadGood().Package.Bytes.ToArray();
        var damage =
            from at in Gen.Choose(0, good.Length - 1)
            from value in Gen.Choose(0, 255)
            from length in Gen.Choose(0, good.Length)
            select (at, value, length);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(damage.ToArbitrary(), d =>
        {
            byte[] bad = [.. good];
            bad[d.at] = (byte)d.value;
            if (d.length % 3 == 0) bad = bad[..d.length];
            try
            {
                return ConfigurationPackage.Read(bad).Hash.Length == 64;
            }
            catch (InvalidDataException e)
            {
                return e.Message.Length > 0;
            }
        }));
    }

    [Fact]
    public void WithDocument_AndWithoutItAgain_IsTheSamePackage()
    {
        using var files = Files();
        var package = files.LoadGood().Package;
        const string path = "applications/more/application.yaml";
        var more = package.WithDocument(path, "application: more\n"u8.ToArray());
        Assert.Equal([.. package.Documents, path], more.Documents);
        Assert.Equal(more.Hash, more.WithDocument(path, "application: more\n"u8.ToArray()).Hash);
        Assert.NotEqual(package.Hash, more.Hash);
        var read = ConfigurationPackage.Read(more.Bytes);
        Assert.Equal(package.Hash, read.WithoutDocument(path).Hash);
        Assert.Same(package, package.WithoutDocument(path));
    }

    private static ConfigurationUnderTest Files() => new ConfigurationUnderTest()
        .Set("OUT", "/out")
        .Write("viaduct.yaml", "group: g\n")
        .Write("applications/orders/application.yaml", Application)
        .Write("applications/orders/schemas/Properties.xsd", Properties)
        .Write("applications/orders/schemas/Order.xsd", "order schema")
        .Write("applications/orders/more/a.txt", "a")
        .Write("applications/orders/more/b.txt", "b");

    private static byte[] Tar(string path, TarEntryType type)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
        {
            var entry = new GnuTarEntry(type, path);
            if (type == TarEntryType.SymbolicLink) entry.LinkName = "/etc/passwd";
            tar.WriteEntry(entry);
        }

        return stream.ToArray();
    }
}
