using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Tests.Configuration;

public class ConfigurationFuzzTests
{
    private static readonly int TestCount = Environment.GetEnvironmentVariable("VIADUCT_LONG") is null ? 500 : 20_000;

    private static readonly string Good = ConfigurationUnderTest.Group + "---\n" + ConfigurationUnderTest.Orders;

    private static readonly string[] Parts =
    [
        "", " ", "\n", "\t", ":", ": ", "-", "- ", "---\n", "[", "]", "{", "}", ",", "\"", "'", "|\n", ">\n", "&a ",
        "*a", "!x ", "#",
        "? ", "~", "null", "true", "${X", "${X:1}", "$${", "..", "/", "\\", "\0", "\u0085", "\ufeff", "🎉",
        "%YAML 1.1\n", "<<: ", "@", "`",
        "group: x\n", "application: y\n", "filter: ", "name: ", "hosts: ", "folder: ", "cluster: 1\n",
        "999999999999999999999", "-1", "1e9",
    ];

    [Fact]
    public void LoadFolder_AnyDamageToAGoodConfiguration_GivesAnAnswerOrErrors()
    {
        var damage =
            from at in Gen.Choose(0, Good.Length)
            from cut in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(0, 12)), (1, Gen.Choose(0, 300)))
            from part in Gen.Elements(Parts)
            select (at, cut, part);
        Check(damage.ListOf().Select(all => all.Aggregate(Good, (text, d) => Damage(text, d.at, d.cut, d.part))));
    }

    [Fact]
    public void LoadFolder_AnyParts_GivesAnAnswerOrErrors() =>
        Check(Gen.Elements(Parts).ListOf().Select(string.Concat));

    [Fact]
    public void LoadFolder_AnyBytes_GivesAnAnswerOrErrors() => Check(
        Gen.Choose(0, 255).ArrayOf().Select(b => Encoding.Latin1.GetString([.. b.Select(x => (byte)x)])),
        Encoding.Latin1);

    private static string Damage(string text, int at, int cut, string part)
    {
        at = Math.Min(at, text.Length);
        return text.Remove(at, Math.Min(cut, text.Length - at)).Insert(at, part);
    }

    private static void Check(Gen<string> configurations, Encoding? encoding = null)
    {
        using var files = new ConfigurationUnderTest();
        string path = Path.Combine(files.Path, "viaduct.yaml");
        var loader = new ConfigurationLoader(files.Catalog);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(TestCount),
            Prop.ForAll(configurations.ToArbitrary(), text =>
        {
            File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
            var result = loader.LoadFolder(files.Path, _ => null);
            bool answered = result.Configuration is { } loaded
                ? loader.LoadPackage(ConfigurationPackage.Read(loaded.Package.Bytes)).Configuration is not null
                : result.Problems.Any(p => p.Severity == ProblemSeverity.Error);
            Assert.True(answered, "neither a configuration nor an error");
            Assert.All(result.Problems, p => Assert.True(
                p is { File.Length: > 0, What.Length: > 0, Why.Length: > 0, Fix.Length: > 0 }, p.ToString()));
        }));
    }
}
