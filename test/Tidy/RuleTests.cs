using Viaduct.Tidy.Rules;

namespace Viaduct.Tidy;

/// <summary>The rules find what they should, and nothing else.</summary>
public class RuleTests
{
    [Fact]
    public void FileLength_LongFile_IsFound()
    {
        Assert.Single(Check(new FileLengthRule(), ("src/A.cs", string.Concat(Enumerable.Repeat("// x\n", 401)))));
        Assert.Empty(Check(new FileLengthRule(), ("src/A.cs", string.Concat(Enumerable.Repeat("// x\n", 400)))));
    }

    [Fact]
    public void MethodLength_LongMethod_IsFoundByName()
    {
        var body = string.Concat(Enumerable.Repeat("        F();\n", 70));
        var finding = Assert.Single(
            Check(new MethodLengthRule(), ("src/A.cs", $"class A\n{{\n    void F()\n    {{\n{body}    }}\n}}\n")));
        Assert.Equal("src/A.cs#F", finding.Subject);
        Assert.Equal(3, finding.Line);
    }

    [Theory]
    [InlineData("class A { public A(int a, int b, int c, int d, int e, int f, int g, int h) { } }", 1)]
    [InlineData("class A(int a, int b, int c, int d, int e, int f, int g, int h);", 1)]
    [InlineData("class A(int a, int b, int c, int d, int e, int f, int g);", 0)]
    public void ConstructorParameters_MoreThanSeven_IsFound(string code, int count) =>
        Assert.Equal(count, Check(new ConstructorParametersRule(), ("src/A.cs", code)).Count);

    [Fact]
    public void LineWidth_WideLine_IsFound_LinkIsNot()
    {
        var link = "// https://example.org/" + new string('x', 120);
        Assert.Single(Check(new LineWidthRule(), ("src/A.cs", new string('x', 121) + "\n" + link + "\n")));
    }

    [Fact]
    public void LogMethods_InTwoFilesOfAType_AreFound()
    {
        const string Log = "partial class A\n{\n    [LoggerMessage(1, \"x\")]\n}\n";
        var finding = Assert.Single(
            Check(new LogMethodsRule(), ("src/A.cs", Log), ("src/A.More.cs", Log), ("src/B.cs", Log)));
        Assert.StartsWith("src/A", finding.Path, StringComparison.Ordinal);
        Assert.Empty(Check(new LogMethodsRule(), ("src/A.Log.cs", Log), ("src/A.cs", "class A;"), ("src/x/A.cs", Log)));
    }

    [Fact]
    public void PublicShare_MostlyPublic_IsFound()
    {
        var open = string.Concat(Enumerable.Range(0, 60).Select(i => $"public class A{i};\n"));
        var closed = string.Concat(Enumerable.Range(0, 60).Select(i => $"class B{i};\n"));
        Assert.Single(Check(new PublicShareRule(), ("src/Core/A.cs", open), ("src/Core/B.cs", closed)));
        Assert.Empty(Check(new PublicShareRule(), ("src/Server/A.cs", open), ("src/Core/B.cs", closed + closed)));
    }

    [Fact]
    public void OpenMarks_Todo_IsFound() =>
        Assert.Equal(2, Assert.Single(Check(new OpenMarksRule(), ("src/A.cs", "\n// TODO: later\n"))).Line);

    [Theory]
    [InlineData("class A;", 0)]
    [InlineData("class A; enum B { }", 1)]
    [InlineData("class B;", 1)]
    [InlineData("class A { class B; }", 0)]
    [InlineData("namespace N { class A; delegate void C(); }", 1)]
    public void OneType_SecondOrOtherName_IsFound(string code, int count) =>
        Assert.Equal(count, Check(new OneTypePerFileRule(), ("src/A.cs", code)).Count);

    [Theory]
    [InlineData("namespace Viaduct.Core.Store; class A;", 0)]
    [InlineData("namespace Viaduct.Core; class A;", 1)]
    [InlineData("class A;", 1)]
    public void FolderNamespace_Other_IsFound(string code, int count)
    {
        var project = ("src/Core/Viaduct.Core.csproj", "<P/>");
        Assert.Equal(count, Check(new FolderNamespaceRule(), project, ("src/Core/Store/A.cs", code)).Count);
    }

    [Fact]
    public void NameSuffix_EmptyWords_AreFound()
    {
        Assert.Single(Check(new NameSuffixRule(), ("src/A.cs", "class PortManager; class Database; class Metadata;")));
        Assert.Single(Check(new NameSuffixRule(), ("src/Core/Helpers/A.cs", "class A;")));
    }

    [Theory]
    [InlineData("the read cursor moves", 1)]
    [InlineData("var nextCursor = 1;", 1)]
    [InlineData("dead_letter", 1)]
    [InlineData("precursors", 0)]
    public void Words_Synonym_IsFound(string text, int count) =>
        Assert.Equal(count, Check(new WordsRule(), ("src/A.cs", text)).Count);

    [Theory]
    [InlineData("Task.Delay(100);", 1)]
    [InlineData("Thread.Sleep(1);", 1)]
    [InlineData("Task.Delay(Timeout.Infinite, token);", 0)]
    [InlineData("Task.Delay(delay, timeProvider, token);", 0)]
    public void TestSleep_RealTime_IsFound(string code, int count) =>
        Assert.Equal(count, Check(new TestSleepRule(), ("test/A.cs", $"class A {{ void F() {{ {code} }} }}")).Count);

    [Fact]
    public void CoreWalls_ReceiveNamesTransmit_IsFound()
    {
        var sender = ("src/Core/Transmit/Sender.cs", "namespace Viaduct.Core.Transmit; class Sender;");
        const string viaUsing = "using Viaduct.Core.Transmit; namespace Viaduct.Core.Receive; class A { Sender s; }";
        const string viaParent = "namespace Viaduct.Core.Receive; class A { Transmit.Sender s; }";
        const string viaAlias =
            "using S = Viaduct.Core.Transmit.Sender; namespace Viaduct.Core.Receive; class A { S s; }";
        foreach (var code in new[] { viaUsing, viaParent, viaAlias })
        {
            Assert.NotEmpty(Check(new CoreWallsRule(), sender, ("src/Core/Receive/A.cs", code)));
        }
        const string hosting = "using Viaduct.Core.Transmit; namespace Viaduct.Core.Hosting; class A { Sender s; }";
        Assert.Empty(Check(new CoreWallsRule(), sender, ("src/Core/Hosting/A.cs", hosting)));
        const string intoHosting = "namespace Viaduct.Core.Store; class B { Hosting.A a; }";
        Assert.NotEmpty(Check(
            new CoreWallsRule(), sender, ("src/Core/Hosting/A.cs", hosting), ("src/Core/Store/B.cs", intoHosting)));
    }

    [Theory]
    [InlineData("class A { System.TimeProvider clock; }", 1)]
    [InlineData("class A { System.Threading.Tasks.Task F() => null; }", 1)]
    [InlineData("class A { System.Threading.Tasks.Task OpenAsync() => null; }", 0)]
    [InlineData("class A { System.DateTimeOffset Now; }", 0)]
    public void PureRooms_ClockOrWaiting_IsFound(string code, int count) => Assert.Equal(
        count, Check(new PureRoomsRule(), ("src/Core/Route/A.cs", $"namespace Viaduct.Core.Route; {code}")).Count);

    [Theory]
    [InlineData("src/Formats/F.csproj", "<ProjectReference Include='../Core/Viaduct.Core.csproj' />", 0)]
    [InlineData("src/Formats/F.csproj", "<ProjectReference Include='../Adapters/Viaduct.Adapters.csproj' />", 1)]
    [InlineData("src/Store.Sqlite/F.csproj", "<ProjectReference Include='../Store.Postgres/S.csproj' />", 1)]
    [InlineData("src/Adapters/F.csproj", "<PackageReference Include='RabbitMQ.Client' />", 1)]
    [InlineData("src/Core/F.csproj", "<PackageReference Include='Npgsql' />", 1)]
    [InlineData("src/Core/F.csproj", "<PackageReference Include='Microsoft.Extensions.Logging.Abstractions' />", 0)]
    [InlineData("src/Server/F.csproj", "<ProjectReference Include='../Adapters/Viaduct.Adapters.csproj' />", 0)]
    public void ProjectWalls_SidewaysReference_IsFound(string path, string item, int count) =>
        Assert.Equal(count, Check(new ProjectWallsRule(), (path, $"<Project><I>{item}</I></Project>")).Count);

    [Fact]
    public void ProjectFile_LongUnlockedUnlisted_IsFound()
    {
        var text = "<P>" + new string('\n', 25) + "</P>";
        Assert.Equal(3, Check(new ProjectFileRule(), ("src/A/A.csproj", text)).Count);
    }

    [Fact]
    public void Licences_UnlistedUnusedAndForbidden_AreFound()
    {
        const string locked = """{"dependencies":{"net10.0":{"A":{"resolved":"1.0"},"B":{"resolved":"1.0"}}}}""";
        const string list = """{"permissive":["MIT"],"packages":{"B":"GPL-3.0","C":"MIT"}}""";
        var found = Check(
            new LicenceRule(Path.GetTempPath()), ("src/A/packages.lock.json", locked), ("eng/licences.json", list));
        Assert.Equal(
            ["A 1.0 is not listed", "B: GPL-3.0 is not permissive", "C is no longer used"],
            found.Select(finding => finding.What));
    }

    [Theory]
    [InlineData("see `src/A.cs` and `A.cs` and [it](src/A.cs#L1)", 0)]
    [InlineData("see `src/B.cs`", 1)]
    [InlineData("see `B.cs`", 1)]
    [InlineData("see [it](docs/none.md)", 1)]
    [InlineData("`src/*.cs` and `src/` and `./run --x`", 0)]
    [InlineData("`dotnet run --project src/Gone`", 1)]
    [InlineData("[web](https://example.org/a.md) and [here](#below)", 0)]
    public void Documents_NamesWhatIsGone_IsFound(string text, int count) => Assert.Equal(
        count, Check(new DocumentsRule(), ("README.md", text), ("src/A.cs", ""), ("run", "")).Count);

    [Theory]
    [InlineData("cd /home/me/viaduct", 1)]
    [InlineData("cd /work/main", 1)]
    [InlineData("the ../shared/corpus folder", 1)]
    [InlineData("https://example.org/work/x and src/work/a", 0)]
    public void MachinePlaces_PathOfOneMachine_IsFound(string text, int count) =>
        Assert.Equal(count, Check(new MachinePlacesRule(), ("run.sh", text)).Count);

    [Theory]
    [InlineData("#pragma warning disable CA1000\nclass A;", 1)]
    [InlineData("#pragma warning disable CA1000 // because\nclass A;\n#pragma warning restore CA1000\n", 0)]
    [InlineData("[SuppressMessage(\"a\", \"b\")] class A;", 1)]
    public void Suppression_WithoutReason_IsFound(string code, int count) =>
        Assert.Equal(count, Check(new SuppressionRule(), ("src/A.cs", code)).Count);

    [Fact]
    public void Frozen_ChangedNewAndGone_AreFound()
    {
        const string hashOfA = "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd";
        var list = ("L/frozen.sha256", $"{hashOfA}  A.cs\n{hashOfA}  B.cs\n{hashOfA}  C.cs\n");
        var found = Check(new FrozenRule(), list, ("L/A.cs", "A"), ("L/B.cs", "b"), ("L/D.cs", "d"));
        Assert.Equal(["changed", "not in the list of frozen files", "frozen, but gone"], found.Select(one => one.What));
    }

    [Fact]
    public void Exceptions_CoverFileOrSymbol_AndUnusedIsFound()
    {
        var tree = Tree(
            ("src/A.cs", "class AManager; class BManager;"),
            (RuleExceptions.ListPath,
                "# list\nname-suffix | src/A.cs#AManager | a word of theirs\nx | y | is long over\n"));
        var rule = new NameSuffixRule();
        var exceptions = new RuleExceptions(tree);
        Assert.Equal("BManager", Assert.Single(exceptions.Remaining(rule, rule.Check(tree))).Symbol);
        var unused = exceptions.Unused(rule.Check(tree).Select(finding => ((IRule)rule, finding)));
        Assert.Equal(3, Assert.Single(unused).Line);
    }

    private static List<Finding> Check(IRule rule, params (string Path, string Text)[] files) =>
        [.. rule.Check(Tree(files))];

    private static SourceTree Tree(params (string Path, string Text)[] files) =>
        new(files.Select(file => new SourceFile(file.Path, file.Text)));
}
