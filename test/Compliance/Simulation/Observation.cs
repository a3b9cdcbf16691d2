namespace Viaduct.Compliance.Simulation;

/// <summary>
/// What a step showed. Of a commit that fails for several reasons a store may name any: a model gives all of them.
/// </summary>
/// <param name="Text">What must be the same in the store and in its model.</param>
/// <param name="Answers">The answers to commits, each a list of those that are true; one each in a store.</param>
/// <param name="UnderWay">Whether the commit that was under way got in; null if none was.</param>
internal sealed record Observation(string Text, IReadOnlyList<IReadOnlyList<string>> Answers, bool? UnderWay = null)
{
    /// <summary>What is seen of the model must allow what was seen of the store.</summary>
    public void MustAllow(Observation store)
    {
        Assert.True(Text == store.Text, $"The model shows:\n{Text}\nThe store shows:\n{store.Text}");
        Assert.Equal(Answers.Count, store.Answers.Count);
        for (var i = 0; i < Answers.Count; i++)
        {
            Assert.True(
                Answers[i].Contains(store.Answers[i][0]),
                $"The store answers {store.Answers[i][0]} to a commit; true were {string.Join(", ", Answers[i])}.");
        }
    }
}
