import AikiHouse
import AikiPrivacy
import AikiTestSupport
import Testing

/// Goal: every setting of privacy stands in the policy that turns are held to.
@Suite struct PrivacyRoomTests {
    private func policy(_ variables: [String: String]) throws -> PrivacyPolicy {
        let folder = try TemporaryFolder()
        var environment = variables
        environment["AIKI_HOME"] = folder.path
        return try HouseHome(environment: environment).privacy().policy
    }

    @Test func `without settings the policy is the default one`() throws {
        #expect(try policy([:]) == PrivacyPolicy())
    }

    @Test func `every setting changes the policy`() throws {
        var expected = PrivacyPolicy()
        expected.leavesAtMost = .everyone
        expected.memoriesLeaveAtMost = .none
        expected.imagesLeave = true
        expected.maskedInPersonal = expected.maskedInPublic.union([.email])
        expected.ownWords = ["Blue Heron", "Ann"]
        expected.openWords = ["Oslo"]
        let read = try policy([
            "AIKI_PRIVACY_LEAVES": "public", "AIKI_PRIVACY_MEMORIES": "none",
            "AIKI_PRIVACY_IMAGES": "true", "AIKI_PRIVACY_MASK": "email",
            "AIKI_PRIVACY_OWN_WORDS": "Blue Heron, Ann", "AIKI_PRIVACY_OPEN_WORDS": "Oslo",
        ])
        #expect(read == expected)
    }

    @Test func `a kind that there is none of is refused`() {
        #expect(throws: HouseError.self) { try policy(["AIKI_PRIVACY_MASK": "email, nose"]) }
    }
}
