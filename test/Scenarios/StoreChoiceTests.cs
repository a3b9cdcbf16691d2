namespace Viaduct.Scenarios;

/// <summary>Which store a command works on, if several are named.</summary>
public class StoreChoiceTests
{
    private const string Variable = "VIADUCT_STORE";
    private const string Another = "note: VIADUCT_STORE names another store";

    [Fact]
    public async Task A_configuration_is_applied_to_its_own_store_and_not_to_that_of_the_environment()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        string other = group.PathOf("other.db");

        var applied = await RunAsync(group, other, "apply", group.Configuration);

        Assert.Equal(0, applied.ExitCode);
        Assert.Contains(Another, applied.Error, StringComparison.Ordinal);
        Assert.Contains(group.Store, applied.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(other));
        Assert.Equal(0, (await ViaductProgram.RunAsync(["status", "--store", group.Store])).ExitCode);
    }

    [Fact]
    public async Task The_option_comes_before_the_configuration_and_the_environment_and_nothing_is_noted()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        string other = group.PathOf("other.db");
        string third = group.PathOf("third.db");

        var applied = await RunAsync(group, other, "apply", group.Configuration, "--store", $"sqlite:{third}");

        Assert.Equal("", applied.Error);
        Assert.True(File.Exists(third));
        Assert.False(File.Exists(other));
        Assert.False(File.Exists(group.PathOf("viaduct.db")));
    }

    [Fact]
    public async Task The_environment_names_the_store_where_no_configuration_does()
    {
        using var group = new FileGroup();
        group.WriteConfiguration("viaduct.yaml", "group: scenario\n"u8.ToArray());
        string other = group.PathOf("other.db");

        var applied = await RunAsync(group, other, "apply", group.Configuration);
        var status = await RunAsync(group, other, "status");

        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        Assert.Contains(other, status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_current_folder_comes_before_the_environment_and_the_same_file_is_no_other_store()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await RunAsync(group, group.PathOf("viaduct.db"), "apply", group.Configuration);

        var other = await RunAsync(group, "/nowhere/viaduct.db", group.Configuration, "status");
        var same = await RunAsync(group, "../viaduct.db", group.Configuration, "status");

        Assert.Equal(0, other.ExitCode);
        Assert.Contains(Another, other.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (same.ExitCode, same.Error));
    }

    private static Task<ProgramResult> RunAsync(FileGroup group, string path, params string[] arguments)
    {
        bool inFolder = arguments[0] == group.Configuration;
        return ViaductProgram.RunAsync(
            inFolder ? arguments[1..] : arguments, inFolder ? group.Configuration : group.Folder,
            new Dictionary<string, string?> { [Variable] = $"sqlite:{path}" });
    }
}
