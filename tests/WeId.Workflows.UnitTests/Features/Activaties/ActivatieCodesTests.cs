using Microsoft.Extensions.Options;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.UnitTests.Features.Activaties;

public class ActivatieCodesTests
{
    private readonly ActivatieCodes codes = new(new Codes(Options.Create(new GeheimenOptions { Hoofdsleutels = { Convert.ToBase64String(new byte[32]) } })));

    [Theory]
    [InlineData("ACDEF-GHJKM")]
    [InlineData(" acdef ghjkm ")]
    [InlineData("acdefghjkm")]
    public void Hash_OfOneCodeInAnyNotation_IsTheSame(string typed) => Assert.Equal(codes.Hash("ACDEFGHJKM"), codes.Hash(typed));

    [Theory]
    [InlineData("")]
    [InlineData("ACDEF")]
    [InlineData("ACDEFGHJKMN")]
    [InlineData("0CDEFGHJKM")]
    public void Hash_OfWhatIsNoCode_IsNull(string typed) => Assert.Null(codes.Hash(typed));

    [Fact]
    public void GroepOf_CodesWithTheSameFirstGroup_IsTheSameAndTheRestDiffers()
    {
        var one = codes.Hash("ACDEFGHJKM")!;
        var other = codes.Hash("ACDEFGHJKN")!;

        Assert.Equal(ActivatieCodes.GroepOf(one), ActivatieCodes.GroepOf(other));
        Assert.NotEqual(one, other);
        Assert.Equal(64, one.Length);
    }
}
